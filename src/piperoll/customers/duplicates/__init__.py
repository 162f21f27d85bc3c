"""The engine that finds the same person twice: a customer as it is compared (`spelling`), how much each agreement is
worth (`evidence`), and which of a million pairs are worth a look (`engine`, on splink and DuckDB). It knows no
database.
"""
