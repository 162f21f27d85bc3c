"""The Bank of England's official dealing rate, from the day of each decision; and what was charged for paying late."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from piperoll.authority.models import Request
from piperoll.billing.models import Invoice
from piperoll.council.models import Dated
from piperoll.interest.rules import KINDS
from piperoll.receivables.models import Item
from piperoll.runs.models import Run


class BankRate(Dated):
    """Bank Rate in per cent between two days. A fact of the world: it may be entered after it began."""

    percent = models.DecimalField(max_digits=5, decimal_places=2)

    class Meta:
        ordering = ["-valid_from"]
        constraints = [models.UniqueConstraint(name="one_bank_rate_a_day", fields=["valid_from"])]


class LateCharge(models.Model):
    """One line of an invoice that asks for interest, a fixed sum or costs, as an approved request allows.

    Interest and a fixed sum are of one debt (`item`), an instalment of the invoice `late_invoice`; interest counts the
    days from `since` to `until`, both included, less what was charged before. Costs are of the account.
    """

    id = models.BigAutoField(primary_key=True)
    request = models.ForeignKey(Request, models.PROTECT, related_name="late_charges")
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="late_charges")
    line_number = models.IntegerField()
    kind = models.CharField(max_length=12, choices=list(KINDS.items()))
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="late_charges")
    late_invoice = models.ForeignKey(Invoice, models.PROTECT, null=True, related_name="+")
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    pence = models.BigIntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="late_charge_amounts_to_something", condition=Q(pence__gt=0)),
            models.CheckConstraint(
                name="interest_counts_days",
                condition=~Q(kind="interest")
                | Q(item__isnull=False, percent__gt=0, since__isnull=False, until__gte=F("since")),
            ),
            models.UniqueConstraint(name="a_late_charge_a_line", fields=["invoice", "line_number"]),
            models.UniqueConstraint(name="interest_once_a_day", fields=["item", "until"], condition=Q(kind="interest")),
            models.UniqueConstraint(
                name="one_fixed_sum_an_invoice", fields=["late_invoice"], condition=Q(kind="fixed_sum")
            ),
        ]
