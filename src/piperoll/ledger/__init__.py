"""The books: ledger accounts, journals and postings.

A posting moves a positive number of pence from one ledger account (credited) to another (debited), so the books
cannot be out of balance. Journals and postings are only ever added; a wrong one gets a reversing one. Words: ledger
account (a full coding combination), journal (one reason), posting (one movement), control (an account that a list
elsewhere must agree with). Leans on council, runs, database.
"""
