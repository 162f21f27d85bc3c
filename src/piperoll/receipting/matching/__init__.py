"""Whose money is this? The matching engine: pure, shared by the live system and `match-bench`.

It is told what a handful of bank lines could concern (`facts`), gathered in a `Book`, and answers each line with a
`Decision`: allocated when sure, suggested when likely, suspense otherwise, always with its reasons in words.

    keys = lookups(lines, schemes)      # what to fetch
    book = Book(schemes, ...)           # what was fetched
    decisions = decide_all(lines, book)

`schemes` and `references` find and mend what payers copied; `names` compares people and firms; `evidence` weighs
(Fellegi and Sunter's weights, in one table); `advices` unpacks lump sums by their lists; `decide` puts it together.
"""
