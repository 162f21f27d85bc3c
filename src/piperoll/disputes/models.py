"""Codes of disputes, the disputes, who is to answer each by when, what they said, how they were chased, what came of
it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from piperoll.authority.models import Request, User
from piperoll.billing.models import CreditNote, Invoice
from piperoll.council.models import Dated, Service
from piperoll.customers.models import Customer
from piperoll.disputes.rules import EMAIL_STATES, FINDINGS, KINDS, OUTCOMES, SCOPES, STAGES, STEPS
from piperoll.runs.models import Run
from piperoll.safeguards.models import Hold


class Code(Dated):
    """What a dispute is about, between two dates: which service answers (none: the one that billed) in how many
    working days."""

    code = models.SlugField(max_length=24)
    name = models.CharField(max_length=80)
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")
    answer_days = models.SmallIntegerField("Working days to answer in")
    is_used = models.BooleanField(default=True)

    class Meta:
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(name="a_dispute_code_begins_once_a_day", fields=["code", "valid_from"]),
            models.CheckConstraint(
                name="dispute_code_order", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))
            ),
            models.CheckConstraint(name="dispute_code_days", condition=Q(answer_days__gte=1)),
        ]


class Dispute(models.Model):
    """What a customer says about an invoice, or a line of it, and the sum they say they do not owe.

    A query has no sum and holds nothing; of a dispute `hold` keeps the sum from being chased while it stands.
    """

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="+")
    line_number = models.IntegerField(null=True)
    kind = models.CharField(max_length=7, choices=list(KINDS.items()))
    code = models.SlugField(max_length=24)
    words = models.CharField(max_length=500)
    amount_pence = models.BigIntegerField(null=True)
    hold = models.OneToOneField(Hold, models.PROTECT, null=True, related_name="+")
    raised_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="a_dispute_has_a_sum_and_a_query_none",
                condition=Q(kind="query", amount_pence__isnull=True, hold__isnull=True)
                | Q(kind="dispute", amount_pence__gt=0, hold__isnull=False),
            )
        ]


class Assignment(models.Model):
    """A service, or somebody of it, is to answer a dispute by a day; the newest counts."""

    id = models.BigAutoField(primary_key=True)
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="assignments")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    asked_on = models.DateField()
    answer_by = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["id"]


class Answer(models.Model):
    """What whoever was asked says; one to an assignment."""

    assignment = models.OneToOneField(Assignment, models.PROTECT, primary_key=True, related_name="answer")
    words = models.CharField(max_length=500)
    answered_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class Chaser(models.Model):
    """A step by which a late service was chased, on a day."""

    id = models.BigAutoField(primary_key=True)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="chasers")
    step = models.CharField(max_length=16, choices=list(STEPS.items()))
    chased_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="a_step_once_an_assignment", fields=["assignment", "step"])]


class ChaserEmail(models.Model):
    """The email that told a service, its manager or its head that an answer is late: to which address, in which words.

    It names the dispute and the invoice, never the customer.
    """

    chaser = models.OneToOneField(Chaser, models.PROTECT, primary_key=True, related_name="told")
    email = models.EmailField()
    subject = models.CharField(max_length=160)
    words = models.TextField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class ChaserEmailState(models.Model):
    """Where an email to a service stands: claimed before it is handed over, and settled after."""

    told = models.OneToOneField(ChaserEmail, models.PROTECT, primary_key=True, related_name="stands")
    state = models.CharField(max_length=8, choices=list(EMAIL_STATES.items()), default="waiting")
    reason = models.CharField(max_length=300, blank=True)
    moved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="chaser_email_state", condition=Q(state__in=list(EMAIL_STATES))),
        ]
        indexes = [
            models.Index(
                name="chaser_emails_on_their_way", fields=["told"], condition=Q(state__in=["waiting", "claimed"])
            )
        ]


class Outcome(models.Model):
    """What a dispute came to, why, and what happens next, as the letter says it; `request` asks for what is credited.

    While that request waits, the hold stays: nobody is chased for what is to be credited.
    """

    dispute = models.OneToOneField(Dispute, models.PROTECT, primary_key=True, related_name="outcome")
    outcome = models.CharField(max_length=12, choices=list(OUTCOMES.items()))
    why = models.CharField(max_length=500)
    what_next = models.CharField(max_length=500)
    credited_pence = models.BigIntegerField(default=0)
    request = models.OneToOneField(Request, models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["dispute_id"]


class ChargeBack(models.Model):
    """A disputed debt charged back to the service that let it go stale: its income bears the credit note."""

    dispute = models.OneToOneField(Dispute, models.PROTECT, primary_key=True, related_name="charge_back")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    credit_note = models.OneToOneField(CreditNote, models.PROTECT, related_name="+")
    pence = models.BigIntegerField()
    charged_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-dispute_id"]
        constraints = [models.CheckConstraint(name="a_charge_back_is_of_a_sum", condition=Q(pence__gt=0))]


class Complaint(models.Model):
    """Somebody complains; `scope` says what of their recovery waits meanwhile: the account, one invoice, or nothing."""

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    scope = models.CharField(max_length=7, choices=list(SCOPES.items()))
    invoice = models.ForeignKey(Invoice, models.PROTECT, null=True, related_name="+")
    received_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="a_complaint_of_an_invoice_names_it",
                condition=Q(scope="invoice", invoice__isnull=False) | (~Q(scope="invoice") & Q(invoice__isnull=True)),
            )
        ]


class ComplaintStage(models.Model):
    """A stage a complaint came to, in their words, with its clock: acknowledged by a day, decided by a day."""

    id = models.BigAutoField(primary_key=True)
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="stages")
    stage = models.CharField(max_length=9, choices=list(STAGES.items()))
    words = models.CharField(max_length=500)
    reference = models.CharField(max_length=40, blank=True)
    hold = models.OneToOneField(Hold, models.PROTECT, null=True, related_name="+")
    began_on = models.DateField()
    acknowledge_by = models.DateField()
    decide_by = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="a_stage_once_a_complaint", fields=["complaint", "stage"])]


class Acknowledged(models.Model):
    """A stage was acknowledged to whoever complained."""

    stage = models.OneToOneField(ComplaintStage, models.PROTECT, primary_key=True, related_name="acknowledged")
    acknowledged_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class Finding(models.Model):
    """What a stage found, why, and what is done to put it right."""

    stage = models.OneToOneField(ComplaintStage, models.PROTECT, primary_key=True, related_name="finding")
    finding = models.CharField(max_length=11, choices=list(FINDINGS.items()))
    words = models.CharField(max_length=500)
    remedy = models.CharField(max_length=300, blank=True)
    decided_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class Lesson(models.Model):
    """Something to do better, learnt from a complaint: what, whose it is, by when."""

    id = models.BigAutoField(primary_key=True)
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="lessons")
    words = models.CharField(max_length=300)
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    due_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class LessonDone(models.Model):
    """What was done about a lesson."""

    lesson = models.OneToOneField(Lesson, models.PROTECT, primary_key=True, related_name="done")
    words = models.CharField(max_length=300)
    done_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True
