"""Bankings, the takings in them, and what the bank took back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from piperoll.council.models import BankAccount
from piperoll.ledger.models import Journal, Method
from piperoll.receipting.models import Expected, Taking
from piperoll.runs.models import Run


class Banking(models.Model):
    """Takings of one method paid in together: `expected` is the one credit that the bank statement will show.

    `slip` is the serial of the paying-in slip, by which the bank shows it and nobody pays one slip in twice.
    """

    id = models.BigAutoField(primary_key=True)
    method = models.ForeignKey(Method, models.PROTECT, related_name="bankings")
    bank_account = models.ForeignKey(BankAccount, models.PROTECT, related_name="+")
    slip = models.CharField(max_length=20)
    banked_on = models.DateField()
    amount_pence = models.BigIntegerField()
    takings = models.IntegerField()
    expected = models.OneToOneField(Expected, models.PROTECT, related_name="banking")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(name="a_slip_is_banked_once", fields=["bank_account", "slip"]),
            models.CheckConstraint(name="banking_banks_money", condition=Q(amount_pence__gt=0, takings__gt=0)),
        ]


class BankedTaking(models.Model):
    """A taking is in one banking, for ever."""

    taking = models.OneToOneField(Taking, models.PROTECT, primary_key=True, related_name="banked")
    banking = models.ForeignKey(Banking, models.PROTECT, related_name="contents")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class Unpaid(models.Model):
    """A payment the bank took back after it was banked: a bounced cheque, a charge disputed. `expected` is the debit
    the statement will show; what it had paid is owed again."""

    taking = models.OneToOneField(Taking, models.PROTECT, primary_key=True, related_name="unpaid")
    amount_pence = models.BigIntegerField()
    returned_on = models.DateField()
    reason = models.CharField(max_length=200)
    expected = models.OneToOneField(Expected, models.PROTECT, related_name="unpaid")
    journal = models.OneToOneField(Journal, models.PROTECT, related_name="+", db_constraint=False)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [models.CheckConstraint(name="unpaid_takes_back", condition=Q(amount_pence__gt=0))]
