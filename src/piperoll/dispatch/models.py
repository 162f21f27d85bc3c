"""Documents on their way: what goes to whom, where each stands, what happened, the copies kept and the print files;
and what officers wrote to one customer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from piperoll.customers.models import Customer
from piperoll.dispatch.states import DOCUMENT_STATES
from piperoll.documents.models import LetterTemplate, TemplateVersion
from piperoll.runs.models import Run


class Document(models.Model):
    """One document for one recipient: an invoice, say, for the deputy who acts for its customer.

    `source_id` is its row in the room it comes from: a text about a bill comes from the invoice, a letter or text of
    its own from its `Message`. `turn` counts how often it was addressed: a second turn follows a
    bounce or a change of address. One row a document, recipient and turn, ever, so that nothing is sent twice.
    """

    KINDS = [
        ("invoice", "Invoice"),
        ("statement", "Statement"),
        ("credit_note", "Credit note"),
        ("dd_confirmed", "Direct Debit confirmation"),
        ("dd_notice", "Direct Debit notice"),
        ("dd_changed", "Direct Debit change"),
        ("refund", "Refund"),
        ("dd_cancelled", "Direct Debit cancellation"),
        ("dd_unpaid", "Direct Debit that came back"),
        ("reminder", "Reminder"),
        ("pay_link", "Link to pay by card"),
        ("dispute", "Outcome of a dispute"),
        ("complaint_in", "Complaint acknowledged"),
        ("complaint", "Complaint decided"),
        ("arrangement", "Arrangement"),
        ("arr_late", "Late payment of an arrangement"),
        ("claim_notice", "Notice that a claim will be made"),
        ("agent_notice", "Notice to an agent"),
        ("letter", "Letter"),
        ("bill_text", "Text about a bill"),
        ("rem_text", "Reminder by text"),
        ("text", "Text"),
    ]
    CHANNELS = [("post", "Post"), ("email", "Email"), ("text", "Text"), ("none", "Nobody to send it to")]

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=12, choices=KINDS)
    source_id = models.BigIntegerField()
    number = models.CharField(max_length=32)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+", db_constraint=False)
    person_id = models.BigIntegerField(help_text="The customer the recipient stands for: a member of a joint account")
    representative_id = models.BigIntegerField(default=0)
    turn = models.SmallIntegerField(default=1)
    audience = models.CharField(max_length=16, default="self")
    stage = models.CharField(max_length=16, default=LetterTemplate.ANY_STAGE, db_default=LetterTemplate.ANY_STAGE)
    track = models.CharField(max_length=12, default=LetterTemplate.ANY_TRACK, db_default=LetterTemplate.ANY_TRACK)
    recipient = models.CharField(max_length=160, blank=True)
    why = models.TextField(blank=True)
    lines = models.TextField(blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    email = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True, db_default="")
    channel = models.CharField(max_length=5, choices=CHANNELS)
    language = models.CharField(max_length=2, default="en")
    format = models.CharField(max_length=12, default="standard")
    amount_pence = models.BigIntegerField()
    dated = models.DateField()
    prepared_at = models.DateTimeField()
    run = models.ForeignKey(Run, models.PROTECT, db_constraint=False)
    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_document_once", fields=["kind", "source_id", "person_id", "representative_id", "turn"]
            ),
        ]


class Message(models.Model):
    """A letter or text an officer wrote to one recipient, from an approved template, with that day's facts in it.

    Its words lie in the post room under `words`, their SHA-256: they cannot change between being shown and being sent.
    """

    KINDS = [("letter", "Letter"), ("text", "Text")]

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=6, choices=KINDS)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="messages")
    version = models.ForeignKey(TemplateVersion, models.PROTECT, related_name="+")
    language = models.CharField(max_length=2)
    words = models.BinaryField()
    written_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, db_index=False)
    append_only = True


class Outbox(models.Model):
    """Where a document stands: the only rows here that change, and rebuildable from the events."""

    document = models.OneToOneField(
        Document, models.PROTECT, primary_key=True, related_name="outbox", db_constraint=False
    )
    batch = models.ForeignKey(Run, models.PROTECT, db_index=False, db_constraint=False, related_name="+")
    channel = models.CharField(max_length=5)
    state = models.CharField(max_length=10, default="prepared")
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="document_state", condition=Q(state__in=DOCUMENT_STATES.names))]
        indexes = [
            models.Index(fields=["batch", "document"], name="outbox_of_a_batch"),
            models.Index(
                fields=["document"],
                name="outbox_waiting",
                condition=Q(state__in=["prepared", "claimed", "pulled", "in_doubt"]),
            ),
        ]


class Event(models.Model):
    """Something that happened to a document after it was prepared. `reference` leads on: a print file, a message."""

    id = models.BigAutoField(primary_key=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="events", db_constraint=False)
    event = models.CharField(max_length=12)
    state = models.CharField(max_length=10)
    reason = models.TextField(blank=True)
    reference = models.CharField(max_length=120, blank=True)
    happened_at = models.DateTimeField()
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, db_constraint=False)
    append_only = True


class Copy(models.Model):
    """A document exactly as it was made: the SHA-256 under which its bytes are kept, and until when."""

    id = models.BigAutoField(primary_key=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="copies", db_constraint=False)
    MEDIA = [("application/pdf", "PDF"), ("message/rfc822", "Email"), ("text/plain", "Text message")]

    media = models.CharField(max_length=20, choices=MEDIA)
    sha256 = models.BinaryField()
    size = models.IntegerField()
    made_at = models.DateTimeField()
    keep_until = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, db_constraint=False)
    append_only = True

    class Meta:
        constraints = [models.UniqueConstraint(name="a_copy_once", fields=["document", "media", "sha256"])]
        indexes = [models.Index(fields=["sha256"], name="copies_of_some_bytes")]


class Purge(models.Model):
    """A copy whose time was over: its bytes are gone for good. Its digest, its document, by whom and when stay."""

    copy = models.OneToOneField(Copy, models.PROTECT, related_name="purge", primary_key=True, db_constraint=False)
    purged_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, db_constraint=False)
    append_only = True


class PrintFile(models.Model):
    """One PDF of many letters for the print unit, with its manifest beside it."""

    name = models.CharField(max_length=60, unique=True)
    documents = models.IntegerField()
    pages = models.IntegerField()
    sha256 = models.BinaryField()
    made_at = models.DateTimeField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True
