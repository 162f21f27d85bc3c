"""From charges to invoices: by file, by hand, by schedule, by week of care; every line accounted for.

Words: charge (something owed, as a service tells us), feeder (the file it comes in), invoice (the demand), instalment
(the part due on a date: an item of receivables), rejection (a line we could not take), preview (a list kept exactly as
it would be billed), fee (a dated price), schedule (a charge that comes again), care week (delivered, assessed, borne,
billed), credit note (an invoice found too large, authorised and numbered). Every way of billing fills the staging of
`raising` and ends there. Verbs: raise_invoices, preview_invoices, issue_previewed, raise_one_off, bill_schedules,
bill_care, set_fee, request_credit_note and their kin. Leans on receivables, safeguards, customers, ledger, authority,
council, documents, runs.
"""
