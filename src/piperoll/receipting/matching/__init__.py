"""Whose money is this? The matching engine: pure, shared by the live system and `match-bench`.

It is told what a handful of bank lines could concern (`facts`), gathered in a `Book`, and answers each line with a
`Decision`: allocated when sure, suggested when likely, suspense otherwise, always with its reasons in words.

    keys = lookups(lines, schemes)      # what to fetch
    book = Book(schemes, ledgers)       # ... and book.add(...) what was fetched
    decisions = decide_all(lines, book)

Words: line, item, debtor, habit (who a bank account pays for), advice (a list behind a lump sum), reading (what was
found in a payer's words), option (one way to use a payment), evidence (in bits), objection (why not automatic).

`schemes`, `finder`, `mending`, `references` read what payers copied; `names`, `debtor_names`, `bodies`, `name_keys`
compare people and firms; `case`, `candidates`, `sums`, `identity`, `evidence` weigh (Fellegi and Sunter's weights, in
one table); `advices` unpacks lump sums by their lists; `ledgers` knows other systems' money; `objections` and `decide`
put it together. `narratives` and `bench_folder` bring lines and books in.
"""
