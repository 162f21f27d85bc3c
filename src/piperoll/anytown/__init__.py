"""Anytown Borough Council, which does not exist: its people, its firms, what they are charged and how they pay.

Everything comes from a seed: the same seed, size and day give the same bytes on any machine. `generate` writes the
files a real council would be sent (feeders from its services, statements from its banks) and a plan of the order to
take them in; `the_day` carries a plan out through the verbs, which is what `./piperoll demo` does.
Words: dice (a seeded source of chance), bill (one invoice to be), payment (what a payer sends), round (a service bills
on a day), window (the days one statement covers). Leans on formats and foundations; `the_day` and its neighbours
(staff, emptying, telling) lean on the verbs. Nobody here is real, and no firm is.
"""
