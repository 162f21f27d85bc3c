"""Debts nobody expects to be paid any more, and what comes for them after all.

Words: a *write-off* takes a debit off our books, in whole or part, for a *reason* whose rule (a dated row: the evidence
it needs, the flag, the age) the council sets; the debt stays owed in law. A *write-back* is its opposite. A *small
balance run* is a list of little debts, proposed by one person and approved by another. Nobody outside is ever told.
Verbs: request_write_off, write_back, propose_small_write_offs, request_small_write_offs, set_write_off_reason. What
stands written off is kept in receivables, so that money which names such a debt brings it back as it is placed.
"""
