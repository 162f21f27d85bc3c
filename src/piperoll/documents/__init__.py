"""Documents: what leaves the council on paper or as a file, and nothing of why.

`rendering` is pure: it turns what an invoice says into a tagged PDF. `templates` are the Typst files it is drawn with.
Leans on foundations alone; billing gathers what an invoice says from the books.
"""
