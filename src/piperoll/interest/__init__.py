"""Interest on what is paid late, worked out day by day with its reasons, and charged as the limits allow.

Words: a debt's *basis* is the law it is worked out by: the Late Payment Act for businesses and public bodies, section
69 of the County Courts Act for everybody else, which only a court may add. A *stretch* is some days of one principal
at one rate, or some that count for nothing because the debtor was protected. A *late charge* is interest, a fixed sum
or costs, asked for by an invoice of its own: never mixed with the debt it came of, and never earning interest itself.
Bank Rate is a dated row. Verbs: set_bank_rate, request_late_charges,
give_late_account. Leans on billing, authority, council, customers,
safeguards, receivables.
"""
