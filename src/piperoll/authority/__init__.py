"""Who may do what: the people who sign in, their roles, the limits they act within, and what they ask of each other.

Words: user (a member of staff), role (assistant, officer, manager, auditor, administrator…), permission (a verb's
name), limit (up to a sum and an age: who does an act alone, who approves, who is told), request (for an act beyond
the asker's limit), cover (a deputy decides while somebody is away). Nobody decides what they asked for: code and
database refuse it. Verbs: add_user, change_role, assign_services, disable_user, enable_user, reset_password,
set_limit, end_limit, take_in_limits, decide_request, answer_request, withdraw_request, arrange_cover, end_cover,
make_api_key, end_api_key. Rooms above `ask` (asking.py) and register how an approved request is carried out
(acts.py). Leans on council, runs, foundations.
"""
