"""What GoCardless made for us, what it told us, and what it paid out."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from piperoll.bacs.models import Advice, Collection
from piperoll.direct_debit.models import Mandate, MandateAccount
from piperoll.gocardless.rules import REFUNDED
from piperoll.ledger.models import Journal
from piperoll.receipting.models import Expected
from piperoll.runs.models import Run


class GocardlessMandate(models.Model):
    """GoCardless's mandate for a bank account of one of ours. One that replaces another is a row of its own."""

    id = models.BigAutoField(primary_key=True)
    gocardless_id = models.CharField(max_length=40, unique=True)
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="at_gocardless")
    account = models.ForeignKey(MandateAccount, models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class GocardlessPayment(models.Model):
    """GoCardless's payment for a released collection. `charge_on` is the day it debits the payer."""

    id = models.BigAutoField(primary_key=True)
    gocardless_id = models.CharField(max_length=40, unique=True)
    collection = models.OneToOneField(Collection, models.PROTECT, related_name="at_gocardless")
    charge_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class GocardlessEvent(models.Model):
    """One thing GoCardless told us, whole, taken once by its id; the advice says what was done about it.

    An event without an advice only says how far something is and asks nothing of us.
    """

    id = models.BigAutoField(primary_key=True)
    gocardless_id = models.CharField(max_length=40, unique=True)
    about = models.CharField(max_length=40)
    action = models.CharField(max_length=60)
    happened_at = models.DateTimeField()
    told = models.TextField(help_text="The event as GoCardless wrote it")
    advice = models.OneToOneField(Advice, models.PROTECT, null=True, related_name="gocardless_event")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        indexes = [models.Index(fields=["-happened_at"], name="gocardless_event_newest")]


class Payout(models.Model):
    """Money GoCardless sends to our bank account: what its items come to, less the fees it kept (if any: `journal`).

    `expected` is what the bank statement will show, so that the credit clears itself; nothing is expected of a payout
    that comes to nothing, and a debit of one that takes back more than it pays.
    """

    id = models.BigAutoField(primary_key=True)
    gocardless_id = models.CharField(max_length=40, unique=True)
    reference = models.CharField(max_length=40)
    arrives_on = models.DateField()
    amount_pence = models.BigIntegerField()
    items_pence = models.BigIntegerField()
    fees_pence = models.BigIntegerField()
    expected = models.OneToOneField(Expected, models.PROTECT, null=True, related_name="payout")
    journal = models.OneToOneField(Journal, models.PROTECT, null=True, related_name="+", db_constraint=False)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="payout_is_items_less_fees", condition=Q(amount_pence=F("items_pence") - F("fees_pence"))
            ),
            models.CheckConstraint(name="payout_keeps_its_fees", condition=Q(fees_pence__gte=0)),
        ]


class PayoutItem(models.Model):
    """One payment that a payout pays, or (below nought) takes back because it failed late or was charged back, or some
    of one that was paid back to its payer, as often as there is some of it left."""

    id = models.BigAutoField(primary_key=True)
    payout = models.ForeignKey(Payout, models.PROTECT, related_name="items")
    payment = models.ForeignKey(GocardlessPayment, models.PROTECT, related_name="payout_items")
    kind = models.CharField(max_length=40)
    amount_pence = models.BigIntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_payment_is_paid_out_once", fields=["payment", "kind"], condition=~Q(kind=REFUNDED)
            ),
        ]


class PayoutRefund(models.Model):
    """GoCardless's own name for a refund that a payout was less by, once."""

    item = models.OneToOneField(PayoutItem, models.PROTECT, primary_key=True, related_name="refund")
    gocardless_id = models.CharField(max_length=40, unique=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True
