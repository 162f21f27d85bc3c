"""Month ends: who prepared each control's reconciliation, who reviewed it, and why one was opened again.

And who follows up what a bank should have shown.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from piperoll.authority.models import User
from piperoll.council.models import BankAccount
from piperoll.receipting.models import Expected
from piperoll.reconciliation.rules import KINDS
from piperoll.runs.models import Run, Seal


class MonthEnd(models.Model):
    """One control at the end of a month: what the ledger says and what is listed against it, by the rows sealed up to
    `seal` alone, so that its evidence is the same bytes for ever.

    `version` counts how often it was prepared; `csv_digest` is the SHA-256 of the list.
    """

    kind = models.CharField(max_length=12, choices=[(code, kind.name) for code, kind in KINDS.items()])
    bank_account = models.ForeignKey(BankAccount, models.PROTECT, null=True, related_name="+")
    until = models.DateField()
    version = models.SmallIntegerField()
    council = models.CharField(max_length=120)
    ledger_pence = models.BigIntegerField()
    listed_pence = models.BigIntegerField()
    rows = models.IntegerField()
    explanation = models.CharField(max_length=500, blank=True)
    seal = models.ForeignKey(Seal, models.PROTECT, related_name="+")
    csv_digest = models.BinaryField()
    prepared_by_id = models.IntegerField()
    prepared_at = models.DateTimeField()
    run = models.OneToOneField(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-until", "kind", "bank_account", "-version"]
        constraints = [
            models.UniqueConstraint(name="month_end_preparer", fields=["id", "prepared_by_id"]),
            models.UniqueConstraint(
                name="one_month_end_a_version",
                fields=["kind", "bank_account", "until", "version"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="a_month_end_agrees_or_says_why", condition=Q(ledger_pence=F("listed_pence")) | ~Q(explanation="")
            ),
            models.CheckConstraint(
                name="a_bank_month_end_names_its_bank", condition=Q(kind="bank") ^ Q(bank_account__isnull=True)
            ),
        ]

    @property
    def name(self) -> str:
        """What is reconciled, in words."""
        kind = KINDS[self.kind].name
        return f"{kind} {self.bank_account.code}" if self.bank_account else kind

    @property
    def difference_pence(self) -> int:
        return self.ledger_pence - self.listed_pence


class Review(models.Model):
    """What somebody made of a month end that another prepared: signed, or sent back with a reason.

    `prepared_by_id` is copied from the month end, and the database holds it to that, so that nobody signs their own.
    """

    month_end = models.OneToOneField(MonthEnd, models.PROTECT, related_name="review", db_constraint=False)
    what = models.CharField(max_length=9, choices=[("signed", "Signed"), ("sent_back", "Sent back")])
    by_id = models.IntegerField()
    prepared_by_id = models.IntegerField()
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    run = models.OneToOneField(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(name="nobody_signs_their_own", condition=~Q(by_id=F("prepared_by_id"))),
            models.CheckConstraint(name="sent_back_says_why", condition=Q(what="signed") | ~Q(reason="")),
        ]


class Reopening(models.Model):
    """A signed month end that does not stand any more, and why: it is prepared afresh. Its evidence stays as it was."""

    review = models.OneToOneField(Review, models.PROTECT, primary_key=True, related_name="reopening")
    reason = models.CharField(max_length=300)
    by_id = models.IntegerField()
    at = models.DateTimeField()
    run = models.OneToOneField(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [models.CheckConstraint(name="reopening_says_why", condition=~Q(reason=""))]


class FollowUp(models.Model):
    """Who sees to money that was expected at a bank and has not come, and what they found out; the newest row counts.
    No user: nobody does."""

    expected = models.ForeignKey(Expected, models.PROTECT, related_name="follow_ups", db_constraint=False)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=300)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True
