"""Interfaces: what we tell the council's other ledgers of the money taken for them, and what they say came of it.

Words: fund file (a fund's placements since the file before, numbered without a gap; what was undone after it went is a
line below nought in a later one), answer (how many lines and pence the other side took in). Verbs: write_fund_file,
answer_fund_file. Leans on receipting, funds, ledger, council, runs.
"""
