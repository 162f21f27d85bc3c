"""Who owes us and who pays us: people, sole traders, companies and public bodies.

Words: customer (with a customer account: what they owe), address, contact, payer account (a bank account that has
paid for a customer: encrypted, found only by a keyed digest). Verbs: add_customer, change_customer. Leans on council,
runs, database, foundations.
"""
