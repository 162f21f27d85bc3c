"""Cases: who looks after each overdue account, what is next and when; what was said; what waits on whose list.

Words: team (officers with one queue), owner (the officer or team who looks after an account), owner rule (which of
them does, by track, service, kind of customer and sum), caseload (the accounts of one owner), cover (somebody has an
officer's caseload while they are away), next action (what is to be done about an account, by which day), worklist
(accounts by the day of their next action), exchange (what was said or written, or a note, and what came of it),
handover (somebody else takes a case on: here, or an agent outside), recall (it comes back), notice (what an agent is
told). Verbs: set_team, set_owner_rule, import_owner_rules, reassign_debts, cover_caseload, end_caseload_cover,
set_next_action, work_out_worklists, record_exchange, make_handover_pack, hand_over_case, let_case_go_on, recall_case,
watch_agents. Leans on recovery's ladder, safeguards and what lies below.
"""
