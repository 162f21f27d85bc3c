"""What each reason for a write-off needs, from when; and lists of small balances, proposed and looked at."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from piperoll.authority.models import Request, User
from piperoll.council.models import Dated, Service
from piperoll.customers.models import Customer
from piperoll.receivables.models import Item
from piperoll.runs.models import Run
from piperoll.safeguards.rules import FLAGS
from piperoll.write_offs.rules import REASONS


class Reason(Dated):
    """What a reason needs between two dates, by whose authority: evidence in words, a flag on the record, an age."""

    code = models.CharField(max_length=24, choices=list(REASONS.items()))
    needs = models.CharField(max_length=200, blank=True, help_text="The evidence it needs, in words")
    flag = models.CharField(max_length=12, choices=list(FLAGS.items()), blank=True)
    least_age_days = models.IntegerField(default=0)
    is_used = models.BooleanField(default=True)

    class Meta:
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(name="a_reason_begins_once_a_day", fields=["code", "valid_from"]),
            models.CheckConstraint(
                name="reason_order", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))
            ),
        ]


class SmallRun(models.Model):
    """Small balances of a service as they stood when somebody proposed them: at most so much a customer, so old."""

    id = models.BigAutoField(primary_key=True)
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    most_pence = models.BigIntegerField()
    least_days = models.IntegerField()
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]


class SmallLine(models.Model):
    """A debit of a small-balance run; `why_not` says why it is not to be written off, when it is left out."""

    id = models.BigAutoField(primary_key=True)
    small_run = models.ForeignKey(SmallRun, models.PROTECT, related_name="lines")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    pence = models.BigIntegerField()
    why_not = models.CharField(max_length=400, blank=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="a_debit_once_a_small_run", fields=["small_run", "item"])]


class SmallOutcome(models.Model):
    """A small-balance run approved: how many debits were written off, and what was left out, each with why."""

    small_run = models.OneToOneField(SmallRun, models.PROTECT, primary_key=True, related_name="outcome")
    request = models.OneToOneField(Request, models.PROTECT, related_name="+")
    many = models.IntegerField()
    pence = models.BigIntegerField()
    left_out = models.JSONField(default=list)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class Acknowledgement(models.Model):
    """Somebody who owes, or who acts for them, wrote and signed that the debt is owed: who, on which day, and where the
    paper is kept. It binds whoever made it, and nobody else who owes together with them."""

    id = models.BigAutoField(primary_key=True)
    signed_by = models.CharField(max_length=120)
    signed_on = models.DateField()
    paper = models.CharField(max_length=200)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class AcknowledgementBinds(models.Model):
    """Which of several who owe together an acknowledgement binds; the time in law of the others goes on."""

    acknowledgement = models.OneToOneField(Acknowledgement, models.PROTECT, primary_key=True, related_name="binds")
    member = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class AcknowledgedItem(models.Model):
    """A debt that an acknowledgement names."""

    id = models.BigAutoField(primary_key=True)
    acknowledgement = models.ForeignKey(Acknowledgement, models.PROTECT, related_name="items")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_debt_once_an_acknowledgement", fields=["acknowledgement", "item"])
        ]
