"""Dispatch: what we send, to whom, how, and what became of it.

`filling` gathers what a template's blanks stand for from the books, `previewing` shows a template with a real
customer's. Leans on billing, receivables, documents and what lies below.
"""
