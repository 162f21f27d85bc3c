"""Recovery: what is overdue, which step follows for each account, and the reminders that go.

Words: track (the kind of ladder a debt climbs: care, resident, commercial…), track rule (which service or customer is
on which track), stage (a rung: a letter, or something somebody does), ladder (where every account stands, worked out
from today's open instalments and from what was really sent; never from a timer), reminder run (a proposal: every
account with something overdue, with its step or why not), step (somebody called, reviewed or handed over), letter of
claim (of the Pre-Action Protocol, with its reply form), notice (a claim follows in 14 days). Verbs:
set_recovery_stage, import_recovery_stages, set_track_rule, propose_reminders, issue_reminders, discard_reminders,
record_recovery_step; and before a claim record_claim_reply, supply_claim_documents, give_claim_notice,
record_deferred_payment. `claiming.may_claim` says whether a claim may be issued. Leans on receivables, safeguards,
suspense, arrangements, write_offs (the time in law), Direct Debit, Bacs and dispatch.
"""
