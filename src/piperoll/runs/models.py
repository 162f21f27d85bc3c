"""Runs, their rejections, the numbers set aside for them, and the seals that prove them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from piperoll.runs.states import RUN_STATES


class Run(models.Model):
    """One execution of a verb. `content_digest` is the SHA-256 of the file it took in, if any."""

    verb = models.CharField(max_length=60)
    is_batch = models.BooleanField()
    state = models.CharField(max_length=12, default="working")
    content_digest = models.BinaryField(null=True)
    content_name = models.CharField(max_length=255, blank=True)
    effective_on = models.DateField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    by_user_id = models.IntegerField()
    by_username = models.CharField(max_length=150)
    inputs = models.JSONField(default=dict)
    totals = models.JSONField(default=dict)
    why_failed = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="run_state", condition=Q(state__in=RUN_STATES.names)),
            models.UniqueConstraint(
                name="run_content_once",
                fields=["verb", "content_digest"],
                condition=Q(content_digest__isnull=False) & ~Q(state="nothing"),
            ),
        ]
        indexes = [models.Index(fields=["verb", "-id"]), models.Index(fields=["-started_at"])]

    def __str__(self) -> str:
        return f"run {self.pk} ({self.verb})"


class RunRejection(models.Model):
    """A line a run could not take: where, what it held, why, and the whole line so that it can come again."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="rejections")
    line = models.IntegerField()
    field = models.CharField(max_length=60)
    value = models.TextField(blank=True)
    reason = models.TextField()
    row_json = models.TextField(help_text="The whole line, its columns in their own order")
    append_only = True

    class Meta:
        ordering = ["line", "id"]


class RefusedOffer(models.Model):
    """A file somebody offered that was refused in a way that is watched; `kind` is the refusal's sort of alert."""

    id = models.BigAutoField(primary_key=True)
    verb = models.CharField(max_length=60)
    name = models.CharField(max_length=255)
    content_digest = models.BinaryField(null=True)
    kind = models.CharField(max_length=20)
    sentence = models.TextField()
    offered_at = models.DateTimeField()
    by_user_id = models.IntegerField()
    by_username = models.CharField(max_length=150)
    append_only = True


class NumberSeries(models.Model):
    """A gapless run of numbers (invoices, customers): the next one to give out."""

    name = models.CharField(max_length=40, primary_key=True)
    next_number = models.BigIntegerField(default=1)


class NumberBlock(models.Model):
    """Numbers `first` to `last` set aside for a run, so that two runs never wait for each other.

    `used_to` is the last one used; what lies beyond is void once the run has ended.
    """

    run = models.ForeignKey(Run, models.PROTECT, related_name="number_blocks")
    series = models.ForeignKey(NumberSeries, models.PROTECT)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    used_to = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="number_block_start", fields=["series", "first"]),
            models.CheckConstraint(name="number_block_order", condition=Q(last__gte=F("first"))),
        ]


class VoidNumber(models.Model):
    """A number that was set aside and will never be used, and why: what keeps a series gapless on paper."""

    series = models.ForeignKey(NumberSeries, models.PROTECT)
    number = models.BigIntegerField()
    run = models.ForeignKey(Run, models.PROTECT)
    reason = models.TextField()
    append_only = True

    class Meta:
        constraints = [models.UniqueConstraint(name="void_number_once", fields=["series", "number"])]


class SealedSource(models.Model):
    """A view of (run_id, row_id, digest) that a room adds so that its rows are sealed with each run."""

    name = models.CharField(max_length=63, primary_key=True)
    place = models.SmallIntegerField(unique=True)


class SealBlock(models.Model):
    """Up to 1,024 leaves of a run: the ids and SHA-256 digests of rows of one source, in order of id."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="seal_blocks")
    source = models.CharField(max_length=63)
    place = models.IntegerField()
    row_ids = ArrayField(models.BigIntegerField())
    leaves = models.BinaryField()
    digest = models.BinaryField()
    append_only = True

    class Meta:
        constraints = [models.UniqueConstraint(name="seal_block_place", fields=["run", "source", "place"])]


class Seal(models.Model):
    """The proof of one run: the Merkle root of its blocks, chained to the seal before. Ids count 1, 2, 3… without a
    gap."""

    id = models.BigIntegerField(primary_key=True)
    run = models.OneToOneField(Run, models.PROTECT, related_name="seal")
    sealed_at = models.DateTimeField()
    row_count = models.BigIntegerField()
    root = models.BinaryField()
    chain = models.BinaryField()
    append_only = True
