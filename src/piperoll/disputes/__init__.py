"""Disputes, queries and complaints: what a customer says is wrong, who is to answer by when, and what came of it.

Words: dispute (a sum somebody says they do not owe; it is held, the rest is not), query (a question; nothing is held),
code (what it is about: dated, with the service that answers and its working days), assignment (a service, or somebody
of it, is to answer by a day), answer, chaser (a late service is asked again: reminder, escalation, head of service),
outcome (upheld, in part, not upheld, answered, withdrawn, charged back; always told in a letter), charge-back (a
disputed debt its service let go stale is borne by that service), complaint (of how somebody was treated), stage (one,
two, the ombudsman, each with its clock and hold), finding, lesson (of the improvement log). Verbs: open_dispute,
assign_dispute, answer_dispute, chase_disputes, close_dispute, request_charge_back, set_dispute_code; open_complaint,
acknowledge_complaint, decide_complaint, escalate_complaint, record_lesson, finish_lesson. Leans on billing (credit
notes), safeguards (holds), dispatch (the letters, the mail) and what lies below.
"""
