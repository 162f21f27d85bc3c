"""The books prove themselves: every control account against its list, every list against its documents, every seal
against its rows.

Words: control (two figures that must be one), astray (a row whose own two figures differ, even where sums agree),
roll-forward (what was open, what moved, what is open), month end (one control worked out from two sources, prepared by
one person and signed by another).
Verbs: check_books, prepare_month_end, review_month_end, reopen_month_end. Leans on every room that holds money.
"""
