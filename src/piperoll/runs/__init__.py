"""Every time a verb did something: who, when, on what file, what went in and what came out.

Words: run (a batch verb, its own row committed first), act (one person's single deed, its row in the same transaction),
rejection (a line of a file we could not take), number block (invoice numbers set aside for a run), seal (the proof that
a run's rows are as it left them).
Verbs: seal_runs. Leans on database and foundations.
"""
