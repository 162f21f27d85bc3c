"""Documents: what leaves the council on paper or as a file: how it is worded, how it looks, how it is drawn.

Words: letter template (kind, language, audience, stage, track), version (its words, never changed), approval (by
somebody other than the writer), blank (`{{ customer_name }}`, from a closed list). Verbs: write_template,
approve_template, load_templates. `rendering` is pure: it turns what a document says into a tagged PDF with the Typst
files of `templates`. Leans on council and below; upper rooms gather what a document says from the books.
"""
