"""Money in: bank statements proved and banked, each receipt placed on the right account or waiting in suspense with a
reason.

Words: statement (a bank's own list, proved before anything posts), bank line, receipt (money that arrived), suspense
(money with no owner yet), match (what we thought of a receipt and why), placement (a receipt's money put on a
customer account; undone by a row with the opposite sign), remittance (a payer's list of what one payment of theirs is
made of). Verbs: import_statement, import_remittance, write_remittance_profile, approve_remittance_profile,
allocate_receipts, place_receipt, accept_candidate, accept_certain, hold_receipt, undo_placement, undo_placements,
measure_matching. Leans on receivables, customers, ledger, council, formats, runs.
"""
