"""How the rooms speak to PostgreSQL: named statements kept beside their verb, who may touch which table, and
foreign keys that cost what they should.

Words: statement (one named piece of SQL), append-only (a table the application can add to and read, never change).
"""
