"""Interest on what is paid late, worked out day by day with its reasons. Nothing is charged here, and nobody is told.

Words: a debt's *basis* is the law it is worked out by: the Late Payment Act for businesses and public bodies, section
69 of the County Courts Act for everybody else, which only a court may add. A *stretch* is some days of one principal
at one rate, or some that count for nothing because the debtor was protected. Bank Rate is a dated row. Verb:
set_bank_rate. Leans on council, customers, safeguards, receivables.
"""
