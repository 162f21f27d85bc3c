"""Letter templates, their versions and approvals."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from piperoll.runs.models import Run


class LetterTemplate(models.Model):
    """A letter we write often. `audience` says who reads it: the customer, or somebody who acts for them; `stage` how
    far a debt has come when it is written; `track`, of reminders, which ladder it is on.

    Kinds of their own are written by an officer to one customer, and there may be many; of any other kind there is one
    for each language, reader, stage and track. Words for any stage and any track are the plain ones.
    """

    KINDS = [
        ("invoice", "Email with an invoice"),
        ("statement", "Email with a statement"),
        ("credit_note", "Email with a credit note"),
        ("dd_confirmed", "Direct Debit confirmation"),
        ("dd_notice", "Direct Debit notice"),
        ("dd_changed", "Direct Debit change"),
        ("refund", "Refund"),
        ("dd_cancelled", "Direct Debit cancellation"),
        ("dd_unpaid", "Direct Debit that came back"),
        ("reminder", "Reminder of what is overdue"),
        ("pay_link", "Link to pay by card"),
        ("dispute", "Outcome of a dispute"),
        ("complaint_in", "Complaint acknowledged"),
        ("complaint", "Complaint decided"),
        ("arrangement", "Arrangement confirmed"),
        ("arr_late", "Payment of an arrangement late"),
        ("claim_notice", "Notice that a claim will be made"),
        ("letter", "Letter of its own"),
        ("bill_text", "Text about a bill"),
        ("rem_text", "Text that something is overdue"),
        ("text", "Text of its own"),
    ]
    OF_THEIR_OWN = ("letter", "text")
    LANGUAGES = [("en", "English"), ("cy", "Welsh")]
    AUDIENCES = [
        ("self", "The customer"),
        ("representative", "Somebody who acts for them"),
        ("executors", "Executors of someone who died"),
        ("joint", "Each of several who owe together"),
    ]
    ANY_STAGE = "any"
    STAGES = [
        (ANY_STAGE, "Any stage"),
        ("first_notice", "First notice"),
        ("reminder", "Reminder"),
        ("final_notice", "Final notice"),
        ("before_action", "Before action"),
        ("letter_of_claim", "Letter of claim"),
    ]
    ANY_TRACK = "any"
    TRACKS = [
        (ANY_TRACK, "Any track"),
        ("care", "Care and other sensitive debts"),
        ("employee", "Employees and former employees"),
        ("resident", "Residents"),
        ("transport", "School transport"),
        ("statutory", "Statutory charges"),
        ("public_body", "Public bodies"),
        ("commercial", "Businesses"),
    ]
    BY_TRACK = ("reminder", "rem_text")

    name = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=16, choices=KINDS)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="en")
    audience = models.CharField(max_length=16, choices=AUDIENCES, default="self")
    stage = models.CharField(max_length=16, choices=STAGES, default=ANY_STAGE, db_default=ANY_STAGE)
    track = models.CharField(max_length=12, choices=TRACKS, default=ANY_TRACK, db_default=ANY_TRACK)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                name="one_template_a_purpose",
                fields=["kind", "language", "audience", "stage", "track"],
                condition=~Q(kind__in=["letter", "text"]),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def purpose(self) -> str:
        """What it is, in which language, to whom, at which stage and of which track, in words."""
        narrowed = [self.get_kind_display(), self.get_language_display(), self.get_audience_display(), *self.narrowed]
        return ", ".join(narrowed)

    @property
    def narrowed(self) -> list[str]:
        """The stage and the track it is for alone, in words; nothing of the plain one."""
        stage = [] if self.stage == self.ANY_STAGE else [self.get_stage_display()]
        return stage + ([] if self.track == self.ANY_TRACK else [self.get_track_display()])


class TemplateVersion(models.Model):
    """What a template says, from one hand. Never changed: other words are another version."""

    id = models.BigAutoField(primary_key=True)
    template = models.ForeignKey(LetterTemplate, models.PROTECT, related_name="versions")
    number = models.IntegerField()
    subject = models.CharField(max_length=120)
    body = models.TextField()
    written_by_user_id = models.IntegerField()
    written_by = models.CharField(max_length=80)
    written_at = models.DateTimeField()
    run = models.ForeignKey(Run, models.PROTECT, db_index=False)
    append_only = True

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(name="template_version_once", fields=["template", "number"]),
            models.UniqueConstraint(name="template_version_writer", fields=["id", "written_by_user_id"]),
        ]


class TemplateApproval(models.Model):
    """Somebody other than the writer said a version may be sent, from a day on. The database holds them apart."""

    id = models.BigAutoField(primary_key=True)
    version = models.OneToOneField(TemplateVersion, models.PROTECT, related_name="approval")
    written_by_user_id = models.IntegerField()
    approved_by_user_id = models.IntegerField()
    approved_by = models.CharField(max_length=80)
    approved_at = models.DateTimeField()
    effective_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, db_index=False)
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="template_approved_by_another", condition=~Q(approved_by_user_id=F("written_by_user_id"))
            )
        ]
