"""Collection runs and what they ask for, who released them, the files sent, and what came back."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from piperoll.bacs.rules import CODES, EXCLUSIONS, REPORTS
from piperoll.bacs.states import AFTER_MONEY, BEFORE_MONEY
from piperoll.customers.models import Customer
from piperoll.direct_debit.models import Mandate, MandateAccount, NoticedCollection
from piperoll.ledger.models import Journal
from piperoll.receivables.models import Item
from piperoll.runs.models import Run


class CollectionRun(models.Model):
    """What is to be collected on one day, chosen by one person and released by another.

    `collect_on` is the day payers are debited; the file must be in by `input_by` and is processed on `processing_on`.
    """

    collect_on = models.DateField()
    input_by = models.DateField()
    processing_on = models.DateField()
    chosen_by_id = models.IntegerField()
    chosen_at = models.DateTimeField()
    run = models.OneToOneField(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(name="collection_run_chooser", fields=["id", "chosen_by_id"])]

    def __str__(self) -> str:
        return f"collection run {self.pk}"


class Verdict(models.Model):
    """What was decided of a collection run, once and for all: released by somebody else, or discarded.

    `chosen_by_id` is copied from the run, and the database holds it to that, so that nobody releases what they chose.
    """

    collection_run = models.OneToOneField(CollectionRun, models.PROTECT, related_name="verdict", db_constraint=False)
    what = models.CharField(max_length=9, choices=[("released", "Released"), ("discarded", "Discarded")])
    by_id = models.IntegerField()
    chosen_by_id = models.IntegerField()
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_releases_their_own", condition=Q(what="discarded") | ~Q(by_id=F("chosen_by_id"))
            )
        ]


class Collection(models.Model):
    """One request for money under a mandate, as a notice told the payer.

    `represents` is the collection that came back unpaid and is presented once more (code 18).
    """

    id = models.BigAutoField(primary_key=True)
    collection_run = models.ForeignKey(CollectionRun, models.PROTECT, related_name="collections", db_constraint=False)
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="collections", db_constraint=False)
    account = models.ForeignKey(MandateAccount, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    noticed = models.ForeignKey(
        NoticedCollection, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    represents = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="represented_by", db_constraint=False
    )
    code = models.CharField(max_length=2, choices=list(CODES.items()))
    amount_pence = models.BigIntegerField()
    collect_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(name="collection_takes_money", condition=Q(amount_pence__gt=0)),
            models.CheckConstraint(
                name="collection_18_represents", condition=Q(represents__isnull=True) ^ Q(code="18")
            ),
        ]


class CollectionItem(models.Model):
    """So many pence of a collection that pay an instalment."""

    id = models.BigAutoField(primary_key=True)
    collection = models.ForeignKey(
        Collection, models.PROTECT, related_name="items", db_index=False, db_constraint=False
    )
    item = models.ForeignKey(Item, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    amount_pence = models.BigIntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    append_only = True

    class Meta:
        constraints = [models.UniqueConstraint(name="an_item_once_a_collection", fields=["collection", "item"])]


class PresentAgain(models.Model):
    """A collection that came back unpaid and is to be presented once more with the next run that may (code 18)."""

    collection = models.OneToOneField(Collection, models.PROTECT, related_name="to_present_again", db_constraint=False)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class LiveItem(models.Model):
    """An instalment that a collection holds until its day is past or it ended: one at a time, says the key."""

    item = models.OneToOneField(Item, models.PROTECT, primary_key=True, related_name="+", db_constraint=False)
    collection = models.ForeignKey(Collection, models.PROTECT, related_name="+", db_constraint=False)


class Exclusion(models.Model):
    """What a collection run left out, and why: the kind of reason, and the sentence."""

    id = models.BigAutoField(primary_key=True)
    collection_run = models.ForeignKey(CollectionRun, models.PROTECT, related_name="exclusions")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    amount_pence = models.BigIntegerField()
    why = models.CharField(max_length=12, choices=list(EXCLUSIONS.items()))
    reason = models.TextField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class BacsReport(models.Model):
    """A report from Bacs, taken in once: what kind, of which service user, and how many advices it held."""

    kind = models.CharField(max_length=20, choices=list(REPORTS.items()))
    number = models.CharField(max_length=40, blank=True)
    produced_on = models.DateField(null=True)
    name = models.CharField(max_length=255)
    run = models.OneToOneField(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]


class Advice(models.Model):
    """One thing a report told us, and what was done about it.

    `fingerprint` knows it again when it is sent once more with another number. `exception` says why nothing could be
    done by itself; an officer's answer stands in its settlement.
    """

    id = models.BigAutoField(primary_key=True)
    report = models.ForeignKey(BacsReport, models.PROTECT, related_name="advices", db_constraint=False)
    fingerprint = models.BinaryField(unique=True)
    line = models.IntegerField()
    reference = models.CharField(max_length=18, blank=True)
    code = models.CharField(max_length=12, blank=True)
    meaning = models.CharField(max_length=120, blank=True)
    amount_pence = models.BigIntegerField(null=True)
    effective_on = models.DateField(null=True)
    mandate = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+", db_constraint=False)
    collection = models.ForeignKey(Collection, models.PROTECT, null=True, related_name="advices", db_constraint=False)
    done = models.CharField(max_length=300, blank=True)
    next_step = models.CharField(max_length=300, blank=True)
    exception = models.CharField(max_length=300, blank=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class AdviceSettled(models.Model):
    """What an officer did about an advice that could not be applied by itself."""

    advice = models.OneToOneField(Advice, models.PROTECT, related_name="settled")
    what = models.CharField(max_length=300)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class CollectionCredit(models.Model):
    """What a released collection put on a customer account, as a credit item; a negative row takes one back, or a part.

    One a collection, and one more for each account merged into its customer's whose instalments it pays. All that is
    taken back of one is never more than it, says the database.
    """

    id = models.BigAutoField(primary_key=True)
    collection = models.ForeignKey(Collection, models.PROTECT, related_name="credits", db_constraint=False)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    item = models.OneToOneField(Item, models.PROTECT, related_name="collection_credit", db_constraint=False)
    amount_pence = models.BigIntegerField()
    journal = models.ForeignKey(Journal, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    undoes = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    append_only = True

    class Meta:
        indexes = [models.Index(name="taken_back_of_a_credit", fields=["undoes"], condition=Q(undoes__isnull=False))]


class CollectionEnd(models.Model):
    """How a collection ended, once, so that nothing is taken back twice. One without an end was honoured."""

    collection = models.OneToOneField(
        Collection, models.PROTECT, primary_key=True, related_name="end", db_constraint=False
    )
    what = models.CharField(max_length=9)
    code = models.CharField(max_length=12, blank=True)
    reason = models.CharField(max_length=300)
    ended_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(name="collection_end", condition=Q(what__in=(*BEFORE_MONEY, *AFTER_MONEY)))
        ]


class BacsFile(models.Model):
    """A file as it was made: its serial, days and totals, and the SHA-256 of its bytes, which lie in its parts."""

    serial = models.CharField(max_length=6, unique=True)
    format = models.CharField(max_length=10, choices=[("standard18", "Standard 18"), ("csv", "CSV for a bureau")])
    made_on = models.DateField()
    processing_on = models.DateField()
    records = models.IntegerField()
    debit_pence = models.BigIntegerField()
    credit_pence = models.BigIntegerField(db_default=0)
    instructions = models.IntegerField()
    size = models.BigIntegerField()
    sha256 = models.BinaryField()
    run = models.OneToOneField(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]


class BacsFilePart(models.Model):
    """Some lines of a file, sealed: they hold payers' bank details."""

    id = models.BigAutoField(primary_key=True)
    file = models.ForeignKey(BacsFile, models.PROTECT, related_name="parts")
    place = models.IntegerField()
    sealed = models.BinaryField()
    append_only = True

    class Meta:
        constraints = [models.UniqueConstraint(name="bacs_file_part_place", fields=["file", "place"])]


class FiledRun(models.Model):
    """A released collection run in the one file that asks for it: without a release there is nothing to file."""

    verdict = models.OneToOneField(Verdict, models.PROTECT, related_name="filed")
    file = models.ForeignKey(BacsFile, models.PROTECT, related_name="collection_runs")
    append_only = True


class FileAnswer(models.Model):
    """What Bacs said became of a file: accepted, rejected in part or whole, or withdrawn."""

    file = models.ForeignKey(BacsFile, models.PROTECT, related_name="answers")
    report = models.ForeignKey(BacsReport, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20)
    said = models.CharField(max_length=300, blank=True)
    append_only = True


class Claim(models.Model):
    """An indemnity claim: a payer had money back from their bank under the Guarantee, and the bank will have it of us.

    `challenge_by` is the last day to challenge it, `settles_on` the day we are debited.
    """

    id = models.BigAutoField(primary_key=True)
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="claims")
    advice = models.OneToOneField(Advice, models.PROTECT, null=True, related_name="claim")
    bank_reference = models.CharField(max_length=40)
    code = models.CharField(max_length=2)
    meaning = models.CharField(max_length=120)
    amount_pence = models.BigIntegerField()
    logged_on = models.DateField()
    challenge_by = models.DateField()
    settles_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_claim_once", fields=["mandate", "bank_reference"]),
        ]


class ClaimedCollection(models.Model):
    """A collection that a claim covers: claimed once, whatever else is claimed."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="collections")
    collection = models.OneToOneField(Collection, models.PROTECT, related_name="claimed", db_constraint=False)
    append_only = True


class ClaimEvent(models.Model):
    """A step of a claim: logged, challenged with evidence, won, withdrawn, or settled (the debt stands again)."""

    id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="events")
    event = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    reason = models.CharField(max_length=300, blank=True)
    effective_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="a_claim_moves_once_an_event", fields=["claim", "event"])]


class EvidencePack(models.Model):
    """What a claim is answered with, as a PDF that lies in the post room under its SHA-256."""

    id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="packs")
    sha256 = models.BinaryField()
    size = models.IntegerField()
    made_at = models.DateTimeField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(name="a_pack_once", fields=["claim", "sha256"])]
