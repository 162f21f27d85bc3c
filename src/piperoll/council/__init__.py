"""Who the council is: its name, services, bank accounts, VAT codes, terms and holidays, most of them dated.

Words: service (a department that bills), dated figure (a value with the dates it holds for), scheme (how a reference
is written). Nothing here is a constant in code: a date with no cover is an error, never "the latest". Verbs:
change_council, set_dated_figure, add_service, add_bank_account, add_holiday. Leans on runs, database, foundations.
"""
