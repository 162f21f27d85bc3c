"""The council's own set-up."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Council(models.Model):
    """The one council this process serves: a single row."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=120)
    address = models.TextField(help_text="One line of the address on each line, the postcode last")
    vat_number = models.CharField("VAT number", max_length=20, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    website = models.CharField(max_length=120, blank=True)
    pay_page = models.CharField("Page that the QR code on a bill opens", max_length=200, blank=True)
    opening_hours = models.CharField(max_length=120, blank=True)
    brand_colour = models.CharField(max_length=7, default="#1d4f5f")
    direct_debit_user_number = models.CharField("Direct Debit service user number", max_length=6, blank=True)
    help_text = models.TextField("What the bill says to people who cannot pay", blank=True)
    invoice_prefix = models.CharField(max_length=4)
    invoice_digits = models.SmallIntegerField(default=8)
    customer_prefix = models.CharField(max_length=4, default="C")
    customer_digits = models.SmallIntegerField(default=7)
    references_checked = models.BooleanField("References carry ISO 7064 MOD 97-10 check digits", default=True)

    class Meta:
        constraints = [models.CheckConstraint(name="one_council", condition=Q(id=1))]

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """A department that bills, as the feeder files name it. Its manager and head are written to when it is late with an
    answer; where they have no address its own is used."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=80)
    email = models.EmailField(blank=True)
    manager_email = models.EmailField(blank=True, db_default="")
    head_email = models.EmailField("Head of service’s email", blank=True, db_default="")
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class BankAccount(models.Model):
    """One of the council's own accounts at a bank, as its statements name it."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=80)
    sort_code = models.CharField(max_length=6)
    account_number = models.CharField(max_length=8)
    iban = models.CharField("IBAN", max_length=34, blank=True)
    receives_payments = models.BooleanField("Printed on bills as the account to pay", default=False)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(name="bank_account_once", fields=["sort_code", "account_number"])]

    def __str__(self) -> str:
        return self.name


class Dated(models.Model):
    """A row that holds from `valid_from` up to and including `valid_to` (no end when empty), by whose authority."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    authority = models.CharField(max_length=120)
    source = models.CharField(max_length=200, blank=True)
    to_verify = models.BooleanField("Check this before going live", default=False)

    class Meta:
        abstract = True


class DatedFigure(Dated):
    """A figure that changes with time: payment terms, thresholds. The unit is the end of its name."""

    name = models.CharField(max_length=60)
    service = models.ForeignKey(Service, models.PROTECT, null=True, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=4)

    class Meta:
        ordering = ["name", "service__code", "valid_from"]
        constraints = [
            models.CheckConstraint(
                name="dated_figure_order", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))
            )
        ]


class VatRate(Dated):
    """What a VAT code means and its rate between two dates. Standard, zero, exempt and non-business stay apart."""

    code = models.CharField(max_length=4)
    name = models.CharField(max_length=40)
    rate = models.DecimalField(max_digits=6, decimal_places=4)
    is_supply = models.BooleanField("A business supply: its invoice is a VAT invoice when taxable")
    is_taxable = models.BooleanField("Standard, reduced or zero rated")

    class Meta:
        ordering = ["code", "valid_from"]
        constraints = [
            models.CheckConstraint(
                name="vat_rate_order", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))
            )
        ]


class Holiday(models.Model):
    """A weekday on which banks in England and Wales do not work."""

    on = models.DateField(primary_key=True, db_column="holiday_on")
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["on"]
