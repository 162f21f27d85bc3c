"""Transfers, which credits they used, their ends; and payments moved from one account to another."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from piperoll.authority.models import Request
from piperoll.customers.models import Customer
from piperoll.ledger.models import Journal
from piperoll.receipting.models import Placement
from piperoll.receivables.models import Item
from piperoll.runs.models import Run


class Transfer(models.Model):
    """So many pence of one customer's credit that became another's, as an approved request allows: one a request."""

    id = models.BigAutoField(primary_key=True)
    request = models.OneToOneField(Request, models.PROTECT, related_name="transfer")
    from_customer = models.ForeignKey(Customer, models.PROTECT, related_name="transfers_out")
    to_customer = models.ForeignKey(Customer, models.PROTECT, related_name="transfers_in")
    amount_pence = models.BigIntegerField()
    moved_on = models.DateField()
    out_item = models.OneToOneField(Item, models.PROTECT, related_name="transfer_out")
    in_item = models.OneToOneField(Item, models.PROTECT, related_name="transfer_in")
    journal = models.ForeignKey(Journal, models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="transfer_moves_money", condition=Q(amount_pence__gt=0)),
            models.CheckConstraint(name="transfer_between_two", condition=~Q(from_customer=F("to_customer"))),
        ]


class TransferredCredit(models.Model):
    """So many pence of one credit that a transfer moved."""

    id = models.BigAutoField(primary_key=True)
    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="credits")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    amount_pence = models.BigIntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_credit_once_a_transfer", fields=["transfer", "item"]),
            models.CheckConstraint(name="transferred_credit_moves", condition=Q(amount_pence__gt=0)),
        ]


class TransferEnd(models.Model):
    """A transfer undone: an item on each account that meets the one it made, and the journal that reverses its own."""

    transfer = models.OneToOneField(Transfer, models.PROTECT, primary_key=True, related_name="end")
    reason = models.CharField(max_length=200)
    ended_on = models.DateField()
    out_item = models.OneToOneField(Item, models.PROTECT, related_name="+")
    in_item = models.OneToOneField(Item, models.PROTECT, related_name="+")
    journal = models.ForeignKey(Journal, models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class MovedPayment(models.Model):
    """A placement that was taken back, and the one that took its place: of one request, together or alone."""

    id = models.BigAutoField(primary_key=True)
    request = models.ForeignKey(Request, models.PROTECT, related_name="moved_payments")
    placement = models.OneToOneField(Placement, models.PROTECT, related_name="moved")
    becomes = models.ForeignKey(Placement, models.PROTECT, related_name="moved_from")
    amount_pence = models.BigIntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(name="moved_payment_moves", condition=~Q(placement=F("becomes")))]
