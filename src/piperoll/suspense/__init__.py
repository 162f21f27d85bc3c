"""Suspense: who looks for the owner of money nobody could place, what they found out, and what a service was asked.

Words: owner (of a receipt in suspense: whoever looks after it), note (what was found out, unalterable), question (asked
of a service, with a day by which it is to answer), answer. Verbs: assign_receipt, note_receipt, ask_service,
answer_service. The money itself is `receipting`'s. Leans on receipting, safeguards, authority, council, runs.
"""
