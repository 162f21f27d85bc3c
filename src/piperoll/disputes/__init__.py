"""Disputes and queries: what a customer says is wrong with an invoice, who is to answer by when, and what came of it.

Words: dispute (a sum somebody says they do not owe; it is held, the rest is not), query (a question; nothing is held),
code (what it is about: dated, with the service that answers and its working days), assignment (a service, or somebody
of it, is to answer by a day), answer, chaser (a late service is asked again: reminder, escalation, head of service),
outcome (upheld, in part, not upheld, answered, withdrawn; always told in a letter). Verbs: open_dispute,
assign_dispute, answer_dispute, chase_disputes, close_dispute, set_dispute_code. Leans on billing (credit notes),
safeguards (holds), dispatch (the letter) and what lies below.
"""
