"""Bacs: what we ask payers' banks for, and what comes back.

Words: a *collection* is one request for money under a mandate; those of one day are a *collection run*, chosen by one
person and *released* by another; what it left out are *exclusions*, each with its reason. A *Bacs file* asks for
released runs, or lodges instructions. Bacs answers in *reports*, each of *advices*; what none of our rows explain waits
as an *exception*. A *claim* is money a payer had back from their bank under the Guarantee.

Verbs: collect, release_collection, discard_collection, withdraw_collection, write_bacs_file, lodge_mandates;
apply_bacs_report, settle_advice; log_claim, make_evidence_pack, challenge_claim, win_claim,
settle_claims. The money of a released
collection is on the customer's account at once, provisional until the days of return are over, and on its way in the
ledger until the bank shows it.
"""
