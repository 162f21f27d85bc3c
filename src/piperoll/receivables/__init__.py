"""What each customer owes and is owed: items, and the allocations that join a credit to a debit.

Words: item (one debit or credit on a customer account; an instalment of an invoice is one), allocation (a credit used
against a debit; undone by a row with the opposite sign), open (what is left of an item). Items and allocations are
only added; what is open lives in `item_balance`, which is what gets locked and can always be rebuilt. Leans on
customers, ledger, runs, database.
"""
