"""Stages and track rules, reminder runs with every account they looked at, and steps that people took."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from piperoll.council.models import Dated, Service
from piperoll.customers.models import Customer
from piperoll.receivables.models import Item
from piperoll.recovery.rules import BY_TEXT, CHANNELS, GOES_BY, LETTERS, STAGES, TRACKS, WHY, WRITTEN
from piperoll.runs.models import Run


class Stage(Dated):
    """A rung of a track between two dates: from how many days overdue, how long after the step before, from which sum.

    `days` count from the due date of the oldest instalment still chased, `wait_days` from the last step taken on the
    account. A rung that `is_used` no more stands here so that the day it ended is known.
    """

    track = models.CharField(max_length=12, choices=list(TRACKS.items()))
    stage = models.CharField(max_length=16, choices=list(STAGES.items()))
    days = models.IntegerField()
    wait_days = models.IntegerField()
    channel = models.CharField(max_length=6, choices=list(CHANNELS.items()))
    minimum_pence = models.BigIntegerField()
    next_step = models.CharField(max_length=200, blank=True)
    is_used = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="recovery_stage_once", fields=["track", "stage", "valid_from"]),
            models.CheckConstraint(
                name="recovery_stage_order", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))
            ),
            models.CheckConstraint(
                name="recovery_stage_figures",
                condition=Q(days__gte=1) & Q(wait_days__gte=0) & Q(minimum_pence__gte=0),
            ),
            models.CheckConstraint(
                name="recovery_letters_have_words", condition=~Q(channel__in=WRITTEN) | Q(stage__in=LETTERS)
            ),
            models.CheckConstraint(
                name="recovery_texts_say_little", condition=~Q(channel="text") | Q(stage__in=BY_TEXT)
            ),
        ]


class TrackRule(Dated):
    """Which track what is owed falls on, between two dates: by customer, else by service and kind of customer.

    The narrowest rule that fits holds: a customer's own, a service's for a kind, a service's, a kind's, else the plain
    one.
    """

    track = models.CharField(max_length=12, choices=list(TRACKS.items()))
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")
    customer_kind = models.CharField(max_length=12, choices=Customer.KINDS, blank=True)
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, related_name="track_rules")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="track_rule_of_one_thing",
                condition=Q(customer__isnull=True) | (Q(service__isnull=True) & Q(customer_kind="")),
            )
        ]


class ReminderRun(models.Model):
    """A proposal: every account with something overdue on a day, looked at by one person, issued by another."""

    proposed_on = models.DateField()
    proposed_by_id = models.IntegerField()
    proposed_at = models.DateTimeField()
    accounts = models.IntegerField()
    letters = models.IntegerField()
    letters_pence = models.BigIntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(name="reminder_run_proposer", fields=["id", "proposed_by_id"])]


class Proposal(models.Model):
    """One account in a reminder run: what is overdue, what of it is chased, which step follows, or why none does.

    chased = overdue − held − in arrangements that are kept − paid by Direct Debit − credit − money in suspense that may
    be theirs, the oldest first.
    `stage` is the next rung of its ladder, `since` the due date of the oldest instalment still chased; a letter
    `goes_by` the stage's channel where its readers can be reached so.
    """

    id = models.BigAutoField(primary_key=True)
    reminder_run = models.ForeignKey(
        ReminderRun, models.PROTECT, related_name="proposals", db_index=False, db_constraint=False
    )
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+", db_constraint=False)
    track = models.CharField(max_length=12, blank=True)
    stage = models.CharField(max_length=16, blank=True)
    goes_by = models.CharField(max_length=6, choices=list(GOES_BY.items()), default="letter", db_default="letter")
    why = models.CharField(max_length=12, choices=list(WHY.items()))
    reason = models.TextField()
    overdue_pence = models.BigIntegerField()
    held_pence = models.BigIntegerField()
    arranged_pence = models.BigIntegerField(default=0, db_default=0)
    debit_pence = models.BigIntegerField()
    credit_pence = models.BigIntegerField()
    suspense_pence = models.BigIntegerField()
    chased_pence = models.BigIntegerField()
    since = models.DateField(null=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(name="an_account_once_a_reminder_run", fields=["reminder_run", "customer"])
        ]


class ProposalItem(models.Model):
    """So many pence of an instalment that a proposed letter asks for."""

    id = models.BigAutoField(primary_key=True)
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="items", db_index=False, db_constraint=False
    )  # fmt: skip
    item = models.ForeignKey(Item, models.PROTECT, related_name="+", db_constraint=False)
    amount_pence = models.BigIntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(name="an_item_once_a_proposal", fields=["proposal", "item"]),
            models.CheckConstraint(name="proposal_item_asks", condition=Q(amount_pence__gt=0)),
        ]


class ReminderVerdict(models.Model):
    """What was decided of a reminder run, once and for all: issued by somebody else, or given up.

    `proposed_by_id` is copied from the run, and the database holds it to that.
    """

    reminder_run = models.OneToOneField(ReminderRun, models.PROTECT, related_name="verdict")
    what = models.CharField(max_length=9, choices=[("issued", "Issued"), ("discarded", "Given up")])
    by_id = models.IntegerField()
    proposed_by_id = models.IntegerField()
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_issues_what_they_proposed", condition=Q(what="discarded") | ~Q(by_id=F("proposed_by_id"))
            )
        ]


class Dropped(models.Model):
    """A proposed letter that no longer held as its run was issued, and why."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, primary_key=True, related_name="dropped")
    reason = models.TextField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+", db_index=False)
    append_only = True


class StepTaken(models.Model):
    """Somebody called, reviewed or handed an account over, on a day: the rung is done for what was chased then."""

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    stage = models.CharField(max_length=16, choices=list(STAGES.items()))
    note = models.CharField(max_length=200)
    taken_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class StepItem(models.Model):
    """An instalment that was chased when a step was taken."""

    id = models.BigAutoField(primary_key=True)
    step = models.ForeignKey(StepTaken, models.PROTECT, related_name="items")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [models.UniqueConstraint(name="an_item_once_a_step", fields=["step", "item"])]


class ClaimReply(models.Model):
    """What came back to a letter of claim: which boxes of the reply form were ticked, and whether it was filled in."""

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    says = models.JSONField()
    is_complete = models.BooleanField()
    words = models.CharField(max_length=200)
    received_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class ClaimDocuments(models.Model):
    """The documents somebody asked for were supplied, or why they cannot be was explained."""

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    words = models.CharField(max_length=200)
    supplied_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class ClaimNotice(models.Model):
    """Notice that a claim will be made, after a reply without agreement; its 14 days begin as the letter goes."""

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    pence = models.BigIntegerField()
    letter_on = models.DateField()
    noticed_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class DeferredPayment(models.Model):
    """What is known on a day of a deferred payment for care: a property, an offer, a refusal; the newest row counts."""

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    owns_property = models.BooleanField()
    offered_on = models.DateField(null=True)
    refused_on = models.DateField(null=True)
    evidence = models.CharField(max_length=200)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="refused_after_it_was_offered",
                condition=Q(refused_on__isnull=True) | Q(refused_on__gte=F("offered_on")),
            )
        ]
