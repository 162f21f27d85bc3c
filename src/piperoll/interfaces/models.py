"""Files to other ledgers and what the other side said of each; files expected here, and alerts looked into."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from piperoll.council.models import Dated
from piperoll.funds.models import Fund
from piperoll.receipting.models import FundPlacement
from piperoll.runs.models import Run


class FundFile(models.Model):
    """A file a fund was sent, byte for byte. `sequence` counts 1, 2, 3… within the fund, without a gap."""

    id = models.BigAutoField(primary_key=True)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="files")
    sequence = models.IntegerField()
    made_on = models.DateField()
    line_count = models.IntegerField()
    amount_pence = models.BigIntegerField()
    content = models.BinaryField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(name="a_fund_file_has_its_own_number", fields=["fund", "sequence"])]


class FundFileLine(models.Model):
    """A placement, or what undid one, told to its fund once."""

    placement = models.OneToOneField(FundPlacement, models.PROTECT, primary_key=True, related_name="file_line")
    file = models.ForeignKey(FundFile, models.PROTECT, related_name="lines")
    line = models.IntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [models.UniqueConstraint(name="a_line_of_a_fund_file", fields=["file", "line"])]


class FundFileAnswer(models.Model):
    """What the other side took in of a file; the last one stands. `difference_pence` is theirs less ours."""

    id = models.BigAutoField(primary_key=True)
    file = models.ForeignKey(FundFile, models.PROTECT, related_name="answers")
    told_lines = models.IntegerField()
    told_pence = models.BigIntegerField()
    difference_pence = models.BigIntegerField()
    note = models.CharField(max_length=400, blank=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="a_difference_is_explained", condition=Q(difference_pence=0) | ~Q(note=""))
        ]


class Expectation(Dated):
    """A file that should come. `kind` and `subject` say which; on `weekdays` (1 is Monday; none: no longer) by
    `by_hour`."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=12)
    subject = models.CharField(max_length=12, blank=True)
    weekdays = ArrayField(models.SmallIntegerField())
    by_hour = models.TimeField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["kind", "subject", "valid_from"]
        constraints = [models.UniqueConstraint(name="one_expectation_a_day", fields=["kind", "subject", "valid_from"])]


class Acknowledgement(models.Model):
    """Somebody looked into an alert, and why it needs no more; `key` is the alert's own."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=80, unique=True)
    told = models.TextField(help_text="What the alert said")
    reason = models.CharField(max_length=400)
    acknowledged_at = models.DateTimeField()
    by_username = models.CharField(max_length=150)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
