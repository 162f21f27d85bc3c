"""Items, their open pence, and allocations."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from piperoll.authority.models import Request
from piperoll.council.models import Service
from piperoll.customers.models import Customer
from piperoll.ledger.models import Journal
from piperoll.runs.models import Run


class Item(models.Model):
    """One thing a customer owes (pence above nought) or is owed (below). An instalment carries its invoice and due
    date.

    `invoice_id` is the invoice's number in `billing`, which stands above this room and so is no foreign key here.
    """

    KINDS = [
        ("instalment", "Instalment of an invoice"),
        ("receipt", "Money received"),
        ("receipt_undone", "Money taken back off the account"),
        ("credit_note", "Credit note"),
        ("collection", "Collected by Direct Debit"),
        ("collection_back", "Direct Debit that came back"),
        ("refund", "Paid back"),
        ("refund_back", "Refund that was not paid"),
        ("transfer_out", "Credit moved to another account"),
        ("transfer_in", "Credit moved from another account"),
        ("transfer_back", "Credit moved back"),
        ("transfer_undone", "Credit moved back to where it was"),
        ("write_off", "Written off"),
        ("write_back", "Written back"),
    ]

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, db_index=False, db_constraint=False)
    kind = models.CharField(max_length=16, choices=KINDS)
    amount_pence = models.BigIntegerField()
    effective_on = models.DateField()
    due_on = models.DateField(null=True)
    known_at = models.DateTimeField()
    reference = models.CharField(max_length=24)
    invoice_id = models.BigIntegerField(null=True, db_index=True)
    service = models.ForeignKey(Service, models.PROTECT, null=True, db_index=False, db_constraint=False)
    journal = models.ForeignKey(Journal, models.PROTECT, db_index=False, db_constraint=False)
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, db_constraint=False)
    append_only = True

    class Meta:
        constraints = [models.CheckConstraint(name="item_amounts_to_something", condition=~Q(amount_pence=0))]


class ItemBalance(models.Model):
    """What is still open of an item, same sign as the item: the only mutable money, and rebuildable."""

    item = models.OneToOneField(Item, models.PROTECT, primary_key=True, related_name="balance", db_constraint=False)
    customer = models.ForeignKey(Customer, models.PROTECT, db_index=False, db_constraint=False)
    open_pence = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["customer"], name="item_balance_open", condition=~Q(open_pence=0))]


class Allocation(models.Model):
    """So many pence of a credit item used against a debit item; a negative amount undoes an earlier one."""

    id = models.BigAutoField(primary_key=True)
    credit_item = models.ForeignKey(Item, models.PROTECT, related_name="used_for", db_constraint=False)
    debit_item = models.ForeignKey(Item, models.PROTECT, related_name="paid_by", db_constraint=False)
    amount_pence = models.BigIntegerField()
    effective_on = models.DateField()
    known_at = models.DateTimeField()
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by", db_constraint=False)
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, db_constraint=False)
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="allocation_sign",
                condition=(Q(undoes__isnull=True) & Q(amount_pence__gt=0))
                | (Q(undoes__isnull=False) & Q(amount_pence__lt=0)),
            )
        ]


class AccountStatement(models.Model):
    """A statement of a customer's account between two days, by what was known when it was drawn up.

    Its lines are the items of those days; closing = opening + charged − credited. Overdue is net of unused credit.
    """

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="statements", db_constraint=False)
    since = models.DateField()
    until = models.DateField()
    known_at = models.DateTimeField()
    opening_pence = models.BigIntegerField()
    charged_pence = models.BigIntegerField()
    credited_pence = models.BigIntegerField()
    closing_pence = models.BigIntegerField()
    overdue_pence = models.BigIntegerField()
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, db_constraint=False)
    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_statement_a_run", fields=["run", "customer"]),
            models.CheckConstraint(name="statement_days_in_order", condition=Q(until__gte=F("since"))),
            models.CheckConstraint(
                name="statement_adds_up",
                condition=Q(closing_pence=F("opening_pence") + F("charged_pence") - F("credited_pence")),
            ),
        ]


class WriteOff(models.Model):
    """So many pence of one debit that nobody expects to be paid any more, as an approved request allows.

    It is a matter of our books alone: the debt stays owed, and what comes for it later is written back.
    """

    id = models.BigAutoField(primary_key=True)
    request = models.ForeignKey(Request, models.PROTECT, related_name="write_offs")
    item = models.ForeignKey(Item, models.PROTECT, related_name="write_offs")
    credit_item = models.OneToOneField(Item, models.PROTECT, related_name="write_off")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="write_offs")
    amount_pence = models.BigIntegerField()
    reason = models.CharField(max_length=24)
    written_off_on = models.DateField(db_index=True)
    journal = models.ForeignKey(Journal, models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="write_off_amounts_to_something", condition=Q(amount_pence__gt=0)),
            models.UniqueConstraint(name="an_item_once_a_request", fields=["request", "item"]),
        ]


class WriteBack(models.Model):
    """So many pence of a write-off taken back, because money came for it or somebody says so: the debt is open again
    from the day it first fell due."""

    BECAUSE = [("receipt", "Money came for it"), ("credit", "It was credited"), ("officer", "Somebody took it back")]

    id = models.BigAutoField(primary_key=True)
    write_off = models.ForeignKey(WriteOff, models.PROTECT, related_name="backs")
    item = models.OneToOneField(Item, models.PROTECT, related_name="write_back")
    amount_pence = models.BigIntegerField()
    because = models.CharField(max_length=8, choices=BECAUSE)
    why = models.CharField(max_length=200, blank=True)
    written_back_on = models.DateField()
    journal = models.ForeignKey(Journal, models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(name="write_back_amounts_to_something", condition=Q(amount_pence__gt=0))]
