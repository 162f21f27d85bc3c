"""Invoices and their lines. Instalments are items of `receivables`."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from piperoll.authority.models import Request
from piperoll.council.models import Dated, Service
from piperoll.customers.models import Customer
from piperoll.ledger.models import Account, Journal
from piperoll.runs.models import Run


class Invoice(models.Model):
    """A demand for one customer from one service. The name and address are as they stood on the day."""

    id = models.BigAutoField(primary_key=True)
    number = models.CharField(max_length=16)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="invoices", db_constraint=False)
    service = models.ForeignKey(Service, models.PROTECT, db_index=False, db_constraint=False)
    invoiced_on = models.DateField()
    tax_point_on = models.DateField()
    net_pence = models.BigIntegerField()
    vat_pence = models.BigIntegerField()
    gross_pence = models.BigIntegerField()
    is_vat_invoice = models.BooleanField()
    billed_to = models.TextField()
    purchase_order = models.CharField(max_length=40, blank=True)
    service_user = models.CharField(max_length=120, blank=True, db_default="", help_text="Whom it was for, if another")
    journal = models.ForeignKey(Journal, models.PROTECT, db_index=False, db_constraint=False)
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, db_constraint=False)
    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(name="invoice_number_once", fields=["number"]),
            models.CheckConstraint(name="invoice_adds_up", condition=Q(gross_pence=F("net_pence") + F("vat_pence"))),
        ]

    def __str__(self) -> str:
        return self.number


class Birth(models.Model):
    """When somebody was born whom a customer's invoices are for: a child on the bus. `service_user` is their name in
    capitals. The newest row of a name holds; those before it are its history."""

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+", db_index=False)
    service_user = models.CharField(max_length=120)
    born_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        indexes = [models.Index(fields=["customer", "service_user", "id"], name="births_of_a_customer")]


class InvoiceLine(models.Model):
    """One charge on an invoice. `external_id` is the service's own name for it, billed once only."""

    id = models.BigAutoField(primary_key=True)
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="lines", db_constraint=False)
    line_number = models.IntegerField()
    service = models.ForeignKey(Service, models.PROTECT, db_index=False, db_constraint=False)
    external_id = models.CharField(max_length=60)
    description = models.CharField(max_length=200)
    period_from = models.DateField(null=True)
    period_to = models.DateField(null=True)
    quantity = models.DecimalField(max_digits=12, decimal_places=3)
    unit_price_pounds = models.DecimalField(max_digits=14, decimal_places=4)
    net_pence = models.BigIntegerField()
    vat_code = models.CharField(max_length=4)
    vat_rate = models.DecimalField(max_digits=6, decimal_places=4)
    vat_pence = models.BigIntegerField()
    account = models.ForeignKey(Account, models.PROTECT, db_index=False, db_constraint=False)
    append_only = True

    class Meta:
        ordering = ["line_number"]
        constraints = [models.UniqueConstraint(name="charge_billed_once", fields=["service", "external_id"])]


class Fee(Dated):
    """What a service charges for one thing between two dates. `concession` is empty for the ordinary price."""

    id = models.BigAutoField(primary_key=True)
    service = models.ForeignKey(Service, models.PROTECT, related_name="fees")
    code = models.CharField(max_length=24)
    concession = models.CharField(max_length=24, blank=True)
    name = models.CharField(max_length=120)
    unit = models.CharField(max_length=24)
    price_pounds = models.DecimalField(max_digits=11, decimal_places=4)
    vat_code = models.CharField(max_length=4)
    account = models.ForeignKey(Account, models.PROTECT, related_name="fees")

    class Meta:
        ordering = ["service__name", "code", "concession", "valid_from"]
        constraints = [
            models.UniqueConstraint(name="fee_begins_once", fields=["service", "code", "concession", "valid_from"]),
            models.CheckConstraint(
                name="fee_order", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))
            ),
            models.CheckConstraint(name="fee_not_negative", condition=Q(price_pounds__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.concession}" if self.concession else self.name


class SupportingDocument(models.Model):
    """What shows why an invoice was raised: a scan or a PDF, kept exactly as it came, with its SHA-256."""

    id = models.BigAutoField(primary_key=True)
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="documents")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=4, choices=[("pdf", "PDF"), ("png", "PNG"), ("jpeg", "JPEG")])
    size = models.IntegerField()
    digest = models.BinaryField()
    content = models.BinaryField()
    run = models.ForeignKey(Run, models.PROTECT, db_index=False)
    append_only = True

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="document_once_an_invoice", fields=["invoice", "digest"])]


class CreditNote(models.Model):
    """An invoice found too large, in whole or part: the change, authorised by its request, with its own number."""

    id = models.BigAutoField(primary_key=True)
    number = models.CharField(max_length=20, unique=True)
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="credit_notes", db_constraint=False)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+", db_constraint=False)
    credited_on = models.DateField()
    net_pence = models.BigIntegerField()
    vat_pence = models.BigIntegerField()
    gross_pence = models.BigIntegerField()
    request = models.OneToOneField(Request, models.PROTECT, related_name="+")
    journal = models.ForeignKey(Journal, models.PROTECT, db_index=False, db_constraint=False)
    run = models.ForeignKey(Run, models.PROTECT, db_constraint=False)
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="credit_note_adds_up", condition=Q(gross_pence=F("net_pence") + F("vat_pence"))
            ),
            models.CheckConstraint(name="credit_note_credits", condition=Q(gross_pence__gt=0)),
        ]

    def __str__(self) -> str:
        return self.number


class CreditNoteLine(models.Model):
    """What is credited of one line of the invoice, under that line's own VAT code, rate and income code."""

    id = models.BigAutoField(primary_key=True)
    credit_note = models.ForeignKey(CreditNote, models.PROTECT, related_name="lines", db_constraint=False)
    invoice_line = models.ForeignKey(InvoiceLine, models.PROTECT, related_name="credited", db_constraint=False)
    line_number = models.IntegerField()
    description = models.CharField(max_length=200)
    net_pence = models.BigIntegerField()
    vat_code = models.CharField(max_length=4)
    vat_rate = models.DecimalField(max_digits=6, decimal_places=4)
    vat_pence = models.BigIntegerField()
    account = models.ForeignKey(Account, models.PROTECT, db_index=False, db_constraint=False)
    append_only = True

    class Meta:
        ordering = ["line_number"]
        constraints = [
            models.CheckConstraint(
                name="credit_line_credits",
                condition=Q(net_pence__gte=0) & Q(vat_pence__gte=0) & ~Q(net_pence=0, vat_pence=0),
            ),
            models.UniqueConstraint(name="credit_line_once", fields=["credit_note", "invoice_line"]),
        ]


class GateRule(Dated):
    """What becomes of a charge that a quality check speaks against: by service, or for every service."""

    ACTIONS = [("reject", "Goes back to the service"), ("flag", "Waits for somebody to look"), ("allow", "Is billed")]

    id = models.BigAutoField(primary_key=True)
    check_name = models.CharField(max_length=20)
    service = models.ForeignKey(Service, models.PROTECT, null=True, blank=True, related_name="+")
    action = models.CharField(max_length=6, choices=ACTIONS)

    class Meta:
        ordering = ["check_name", "service__name", "valid_from"]
        constraints = [
            models.CheckConstraint(name="gate_rule_action", condition=Q(action__in=["reject", "flag", "allow"])),
            models.CheckConstraint(
                name="gate_rule_order", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))
            ),
        ]


class Preview(models.Model):
    """A list of charges as it would be billed, kept so that exactly this list is issued or none."""

    id = models.BigAutoField(primary_key=True)
    run = models.OneToOneField(Run, models.PROTECT, related_name="preview")
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=255)
    content_digest = models.BinaryField(help_text="The SHA-256 of the file or list it was made from")
    invoiced_on = models.DateField()
    made_by_id = models.IntegerField()
    lines_in = models.IntegerField()
    lines_rejected = models.IntegerField()
    lines_flagged = models.IntegerField()
    invoices = models.IntegerField()
    new_customers = models.IntegerField()
    net_pence = models.BigIntegerField()
    gross_pence = models.BigIntegerField()
    digest = models.BinaryField(help_text="The SHA-256 of its lines, in order")
    append_only = True

    class Meta:
        ordering = ["-id"]


class PreviewLine(models.Model):
    """A charge of a preview, whole, with what it comes to; `reason` says why it is flagged, if it is."""

    id = models.BigAutoField(primary_key=True)
    preview = models.ForeignKey(Preview, models.PROTECT, db_index=False, db_constraint=False, related_name="lines")
    line = models.IntegerField()
    place = models.IntegerField(help_text="Its invoice, in order")
    customer_id = models.BigIntegerField(null=True)
    customer = models.CharField(max_length=120)
    service = models.CharField(max_length=12)
    invoice_group = models.TextField()
    gross_pence = models.BigIntegerField()
    net_pence = models.BigIntegerField()
    charge = models.JSONField(help_text="The charge as it was taken in")
    check_name = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    append_only = True

    class Meta:
        constraints = [models.UniqueConstraint(name="preview_line_once", fields=["preview", "line"])]


class PreviewRelease(models.Model):
    """Somebody looked at a flagged invoice of a preview and would have it issued, and why."""

    preview = models.ForeignKey(Preview, models.PROTECT, related_name="releases")
    place = models.IntegerField()
    reason = models.CharField(max_length=200)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [models.UniqueConstraint(name="flagged_invoice_released_once", fields=["preview", "place"])]


class PreviewIssue(models.Model):
    """That a preview was issued, by which run, and the request that was approved for it if one was needed."""

    preview = models.OneToOneField(Preview, models.PROTECT, primary_key=True, related_name="issue")
    run = models.OneToOneField(Run, models.PROTECT, related_name="+")
    request_id = models.BigIntegerField(null=True)
    append_only = True


class Term(models.Model):
    """A school term, by which termly schedules are billed."""

    name = models.CharField(max_length=40, unique=True)
    starts_on = models.DateField(unique=True)
    ends_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["starts_on"]
        constraints = [models.CheckConstraint(name="term_order", condition=Q(ends_on__gt=F("starts_on")))]


class Schedule(models.Model):
    """A charge that comes again and again: to whom, for what, how often. Its price stands in `ScheduleTerms`.

    Periods count from `anchor_on`. It is billed `lead_days` before a period starts, or after it ends when in arrears.
    """

    FREQUENCIES = [
        ("weekly", "Weekly"), ("four_weekly", "Every four weeks"), ("monthly", "Monthly"), ("quarterly", "Quarterly"),
        ("termly", "Termly"), ("annual", "Annually"),
    ]  # fmt: skip

    id = models.BigAutoField(primary_key=True)
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="schedules")
    reference = models.CharField(max_length=40, help_text="The service's own name for it: the lease, the contract")
    description = models.CharField(max_length=160)
    frequency = models.CharField(max_length=12, choices=FREQUENCIES)
    in_advance = models.BooleanField()
    lead_days = models.SmallIntegerField(default=0)
    pro_rata = models.BooleanField(help_text="A part of a period costs its part of the price")
    starts_on = models.DateField()
    anchor_on = models.DateField()
    fee_code = models.CharField(max_length=24, blank=True)
    concession = models.CharField(max_length=24, blank=True)
    vat_code = models.CharField(max_length=4, blank=True)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    purchase_order = models.CharField(max_length=40, blank=True)
    service_user = models.CharField(max_length=120, blank=True, db_default="", help_text="Whom it is for, if another")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(name="schedule_reference_once", fields=["service", "reference"]),
            models.CheckConstraint(name="schedule_anchor_first", condition=Q(anchor_on__lte=F("starts_on"))),
            models.CheckConstraint(
                name="schedule_priced_somewhere",
                condition=Q(account__isnull=False) & ~Q(vat_code="") | ~Q(fee_code=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.description}"


class ScheduleTerms(models.Model):
    """How many, and at what price each, from a day on; no price when the fees register has it."""

    id = models.BigAutoField(primary_key=True)
    schedule = models.ForeignKey(Schedule, models.PROTECT, related_name="terms")
    valid_from = models.DateField()
    quantity = models.DecimalField(max_digits=12, decimal_places=3)
    unit_price_pounds = models.DecimalField(max_digits=11, decimal_places=4, null=True)
    reason = models.CharField(max_length=200)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["valid_from", "id"]
        constraints = [models.UniqueConstraint(name="schedule_terms_begin_once", fields=["schedule", "valid_from"])]


class ScheduleEnd(models.Model):
    """The last day of a schedule, and why."""

    schedule = models.OneToOneField(Schedule, models.PROTECT, primary_key=True, related_name="end")
    ends_on = models.DateField()
    reason = models.CharField(max_length=200)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class LateApproval(models.Model):
    """That what a schedule was due to bill up to a day may be billed late, and what was agreed with the customer."""

    id = models.BigAutoField(primary_key=True)
    schedule = models.ForeignKey(Schedule, models.PROTECT, related_name="late_approvals")
    due_to = models.DateField()
    reason = models.CharField(max_length=200)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class InvoiceLink(models.Model):
    """An invoice that came of another: it adjusts it (a charge was too small) or replaces it (cancelled, billed again).

    `request` authorised it; `credit_note` cancelled what it replaces.
    """

    KINDS = [("adjusts", "Adjusts"), ("replaces", "Replaces")]

    id = models.BigAutoField(primary_key=True)
    invoice = models.OneToOneField(Invoice, models.PROTECT, related_name="came_of", db_constraint=False)
    original = models.ForeignKey(Invoice, models.PROTECT, related_name="led_to", db_constraint=False)
    kind = models.CharField(max_length=10, choices=KINDS)
    request = models.OneToOneField(Request, models.PROTECT, related_name="+")
    credit_note = models.OneToOneField(CreditNote, models.PROTECT, null=True, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(name="invoice_link_kind", condition=Q(kind__in=["adjusts", "replaces"])),
            models.CheckConstraint(name="invoice_not_of_itself", condition=~Q(invoice=F("original"))),
            models.CheckConstraint(
                name="replacing_follows_a_credit", condition=~Q(kind="replaces") | Q(credit_note__isnull=False)
            ),
        ]


class InvoiceAsked(models.Model):
    """An invoice a service asked for, and the request that authorised it."""

    invoice = models.OneToOneField(
        Invoice, models.PROTECT, primary_key=True, related_name="asked_for", db_constraint=False
    )
    request = models.OneToOneField(Request, models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, related_name="+")
    append_only = True


class CareAssessment(models.Model):
    """What a person was found able to pay a week for their care, from a Monday on; a later one replaces it."""

    KINDS = [
        ("nil", "Nothing to pay"), ("partial", "So much a week"), ("full", "The full cost"), ("ended", "Care ended"),
    ]  # fmt: skip

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="care_assessments")
    kind = models.CharField(max_length=8, choices=KINDS)
    weekly_pence = models.BigIntegerField(default=0)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    decided_on = models.DateField()
    reason = models.CharField(max_length=200)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="care_kind", condition=Q(kind__in=["nil", "partial", "full", "ended"])),
            models.CheckConstraint(
                name="care_weekly",
                condition=Q(kind="partial", weekly_pence__gt=0) | ~Q(kind="partial") & Q(weekly_pence=0),
            ),
        ]


class CareShare(models.Model):
    """So many per cent of a person's care that another body pays, between two Mondays: the NHS, another council."""

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="care_shares")
    payer = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    reason = models.CharField(max_length=200)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="care_share", condition=Q(percent__gt=0) & Q(percent__lte=100)),
        ]


class CareDelivery(models.Model):
    """Care a person had in a week, as its provider tells; told again, the later row is true."""

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, db_index=False, related_name="+")
    package = models.CharField(max_length=24)
    week_starts_on = models.DateField()
    units = models.DecimalField(max_digits=8, decimal_places=2)
    unit_cost_pounds = models.DecimalField(max_digits=9, decimal_places=4)
    description = models.CharField(max_length=80)
    told_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, related_name="+")
    append_only = True

    class Meta:
        indexes = [models.Index(fields=["customer", "package", "week_starts_on", "-id"], name="care_delivered")]


class CareApproval(models.Model):
    """That a person may be billed for weeks further back than the limit, from a Monday on, and what was agreed."""

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    weeks_from = models.DateField()
    weeks_to = models.DateField()
    reason = models.CharField(max_length=200)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class CareBilled(models.Model):
    """What a week of a person's care was billed at, to whom; another row adds or takes off the difference."""

    id = models.BigAutoField(primary_key=True)
    customer_id = models.BigIntegerField()
    bearer_id = models.BigIntegerField()
    week_starts_on = models.DateField()
    place = models.IntegerField()
    net_pence = models.BigIntegerField()
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="care_week_billed_once", fields=["customer_id", "bearer_id", "week_starts_on", "place"]
            )
        ]
