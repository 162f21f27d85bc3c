"""Funds: the council's other ledgers whose money comes to the same bank, and how their references are known.

Words: fund (a ledger a receipt may be for other than our customers: rents, council tax, parking), pattern (how a fund
writes its references, with their check digits), version (what a fund looked like from a day on, tried on samples,
approved by somebody other than its writer). Verbs: write_fund, approve_fund. Leans on ledger, council, runs.
"""
