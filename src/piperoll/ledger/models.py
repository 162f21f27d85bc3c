"""Ledger accounts, journals and postings."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from piperoll.council.models import BankAccount, Service
from piperoll.runs.models import Run


class Account(models.Model):
    """A ledger account: fund, service, nominal and VAT code together. An income account's code is the income code."""

    KINDS = [
        ("asset", "Asset"),
        ("liability", "Liability"),
        ("income", "Income"),
        ("expense", "Expense"),
        ("reserve", "Reserve"),
    ]
    CONTROLS = [("debtors", "Debtors"), ("suspense", "Suspense"), ("vat_output", "VAT on what we bill"),
                ("bank", "Bank account"), ("opening", "Balances brought in"),
                ("direct_debit", "Direct Debit on its way"), ("collect_fees", "Fees for collecting"),
                ("method", "Taken, not yet shown by the bank"), ("over_short", "Cash over and short"),
                ("refunds", "Refunds on their way"), ("fund", "Taken for another ledger"),
                ("transfers", "Moved between accounts"), ("write_offs", "Debts written off"),
                ("interest", "Interest on what is paid late"), ("late_fixed", "Fixed sums for paying late"),
                ("late_costs", "Costs of what is paid late")]  # fmt: skip

    id = models.AutoField(primary_key=True)
    code = models.CharField(max_length=24, unique=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=KINDS)
    fund = models.CharField(max_length=12, default="GF")
    service = models.ForeignKey(Service, models.PROTECT, null=True, blank=True)
    nominal = models.CharField(max_length=12)
    vat_code = models.CharField(max_length=4, blank=True)
    control = models.CharField(max_length=12, choices=CONTROLS, blank=True)
    bank_account = models.OneToOneField(
        BankAccount, models.PROTECT, null=True, blank=True, related_name="ledger_account"
    )
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                name="one_account_a_control",
                fields=["control"],
                condition=~Q(control__in=["", "bank", "method", "fund"]),
            ),
            models.CheckConstraint(
                name="bank_control_has_bank", condition=~Q(control="bank") | Q(bank_account__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Method(models.Model):
    """A method of payment other than straight to our bank; its ledger account holds what was taken until the bank
    shows it."""

    KINDS = [("cheque", "Cheques"), ("cash", "Cash"), ("card", "Cards"), ("agent", "Others who take payments for us")]

    id = models.AutoField(primary_key=True)
    code = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=8, choices=KINDS)
    account = models.OneToOneField(Account, models.PROTECT, related_name="method")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Journal(models.Model):
    """One reason for moving money. `digest` is the SHA-256 of what it says (see the view ledger_journal_sealed)."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, db_constraint=False)
    kind = models.CharField(max_length=20)
    source_id = models.BigIntegerField(help_text="The invoice, statement, placement… it is for, by kind")
    effective_on = models.DateField()
    known_at = models.DateTimeField()
    reverses = models.ForeignKey("self", models.PROTECT, null=True, db_index=False, db_constraint=False)
    digest = models.BinaryField()
    append_only = True

    class Meta:
        indexes = [models.Index(fields=["kind", "source_id"], name="journal_source")]


class Posting(models.Model):
    """So many pence from `credit_account` to `debit_account`, with the item and customer it concerns if any."""

    id = models.BigAutoField(primary_key=True)
    journal = models.ForeignKey(Journal, models.PROTECT, db_constraint=False, related_name="postings")
    debit_account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    credit_account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    amount_pence = models.BigIntegerField()
    effective_on = models.DateField()
    customer_id = models.BigIntegerField(null=True)
    item_id = models.BigIntegerField(null=True)
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(name="posting_moves_money", condition=Q(amount_pence__gt=0)),
            models.CheckConstraint(name="posting_between_two", condition=~Q(debit_account=F("credit_account"))),
        ]
