"""Funds, how each is known and told from a day on, and who approved it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from piperoll.authority.models import User
from piperoll.ledger.models import Account
from piperoll.runs.models import Run


class Fund(models.Model):
    """Another ledger of the council's; its ledger account holds what was taken for it."""

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=60)
    account = models.OneToOneField(Account, models.PROTECT, related_name="holds_for")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class FundVersion(models.Model):
    """How a fund's money is known and told from a day on, as somebody wrote it and tried it on samples.

    `patterns` are typed as FundReference.read has them, `words` are what payers write, `layout` is its file's. The last
    approved version begun by a day holds then; a fund is closed after its `valid_to`.
    """

    id = models.BigAutoField(primary_key=True)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="versions")
    patterns = models.JSONField()
    words = models.JSONField()
    samples = models.JSONField()
    layout = models.JSONField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="a_fund_begins_before_it_ends",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            )
        ]


class FundApproval(models.Model):
    """Somebody other than its writer approved a version."""

    version = models.OneToOneField(FundVersion, models.PROTECT, primary_key=True, related_name="approval")
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_fund_needs_two_people", condition=~Q(approved_by=F("written_by")))
        ]
