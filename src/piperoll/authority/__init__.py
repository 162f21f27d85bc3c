"""Who may do what: the people who sign in, their roles, and the verbs each role allows.

Words: user (a member of staff), role (assistant, officer, manager, auditor, administrator…), permission (a verb's
name). Verbs: add_user, change_role, disable_user, enable_user, reset_password. Leans on runs, foundations.
"""
