"""Money on the wrong account, put right: credit moved to another account, a payment moved to whom it was for.

Words: a *transfer* moves credit from one account to another (an item out, an item in, one journal); a *moved
payment* is a placement taken back and placed elsewhere in one act. Both are asked for with a reason and decided within
limits. Ending a transfer is its opposite: the credit stands where it stood. Verbs: transfer_credit, move_payment,
undo_transfer, repair_placements. Leans on authority, safeguards, receivables, receipting.
"""
