"""The books prove themselves: every control account against its list, every list against its documents, every seal
against its rows.

Words: control (two figures that must be one), astray (a row whose own two figures differ, even where sums agree).
Verbs: check_books. Leans on every room that holds money.
"""
