"""The words an invoice falls back on when the council has not written its own."""

TERMS = """\
Please pay by the date shown. If something on this invoice looks wrong, tell us straight away and quote the invoice \
number: you can pay the part you agree with while we look into the rest."""

HELP_IF_YOU_CANNOT_PAY = """\
Talk to us before the payment is due. We can agree smaller payments that fit what you can afford, and asking does \
not count against you.

You can get free, confidential advice from a debt charity, or find one at moneyhelper.org.uk. A debt adviser can also \
apply for a breathing space: 60 days in which we would not chase you for most debts, or add interest or fees to them."""
