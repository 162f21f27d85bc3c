"""From charges to invoices: a service's feeder file in, numbered invoices out, every line accounted for.

Words: charge (something owed, as a service tells us), feeder (the file it comes in), invoice (the demand), instalment
(the part due on a date: an item of receivables), rejection (a line we could not take), credit note (an invoice
found too large, authorised and numbered). Verbs: raise_invoices, print_invoices, request_credit_note. Leans on
receivables, customers, ledger, authority, council, documents, runs.
"""
