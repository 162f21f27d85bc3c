"""Refunds, where they go, the runs that pay them, cheques, what came back, and concerns only a few may see."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from piperoll.authority.models import Request
from piperoll.bacs.models import BacsFile
from piperoll.cards.models import CardRefund
from piperoll.customers.models import Customer
from piperoll.direct_debit.models import ModulusImport
from piperoll.ledger.models import Journal
from piperoll.receipting.models import Expected
from piperoll.receivables.models import Item
from piperoll.refunds.rules import ENDS, EXCLUSIONS, METHODS, ORIGINS
from piperoll.runs.models import Run
from piperoll.safeguards.models import Representative


class PayeeAccount(models.Model):
    """A bank account a refund of a customer's may go to, sealed: how we know of it, who entered it and how it was
    checked.

    `sealed_details` holds six digits and eight, `key` their keyed digest, `sealed_name` the account's name.
    """

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="payee_accounts")
    origin = models.CharField(max_length=10, choices=list(ORIGINS.items()))
    sealed_details = models.BinaryField()
    sealed_name = models.BinaryField()
    key = models.BinaryField(db_index=True)
    last_four = models.CharField(max_length=4)
    verdict = models.CharField(max_length=12)
    why = models.TextField()
    tables = models.ForeignKey(ModulusImport, models.PROTECT, null=True, related_name="+")
    checked = models.CharField(max_length=200, blank=True, help_text="How details given to us were checked")
    representative = models.ForeignKey(Representative, models.PROTECT, null=True, related_name="+")
    entered_by_id = models.IntegerField()
    valid_from = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="payee_account_not_invalid", condition=~Q(verdict="invalid")),
            models.CheckConstraint(name="payee_account_was_checked", condition=~Q(origin="told") | ~Q(checked="")),
        ]


class Refund(models.Model):
    """So many pence of a customer's credit to be paid back, as an approved request allows: one a request."""

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="refunds")
    request = models.OneToOneField(Request, models.PROTECT, related_name="refund")
    method = models.CharField(max_length=6, choices=list(METHODS.items()))
    payee = models.ForeignKey(PayeeAccount, models.PROTECT, null=True, related_name="refunds")
    payable_to = models.CharField(max_length=120)
    amount_pence = models.BigIntegerField()
    refunded_on = models.DateField()
    item = models.OneToOneField(Item, models.PROTECT, related_name="refund")
    journal = models.ForeignKey(Journal, models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="refund_pays", condition=Q(amount_pence__gt=0)),
            models.CheckConstraint(
                name="refund_has_an_account", condition=Q(method__in=["cheque", "card"]) | Q(payee__isnull=False)
            ),
        ]


class RefundToCard(models.Model):
    """The refund of a card payment by which GOV.UK Pay gives a refund back to the card it came from."""

    refund = models.OneToOneField(Refund, models.PROTECT, primary_key=True, related_name="to_card")
    card_refund = models.OneToOneField(CardRefund, models.PROTECT, related_name="to_card")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class RefundedCredit(models.Model):
    """So many pence of one credit that a refund pays back."""

    id = models.BigAutoField(primary_key=True)
    refund = models.ForeignKey(Refund, models.PROTECT, related_name="credits")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    amount_pence = models.BigIntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_credit_once_a_refund", fields=["refund", "item"]),
            models.CheckConstraint(name="refunded_credit_pays", condition=Q(amount_pence__gt=0)),
        ]


class LiveCredit(models.Model):
    """Money received that a refund pays back, until that refund ends: one refund a payment, says the key."""

    item = models.OneToOneField(Item, models.PROTECT, primary_key=True, related_name="+")
    refund = models.ForeignKey(Refund, models.PROTECT, related_name="+")


class RefundRun(models.Model):
    """What is to be paid back on one day in one way, chosen by one person and released by another.

    By Bacs the file must be in by `input_by`, is processed on `processing_on`, and pays on `pay_on`.
    """

    method = models.CharField(max_length=6, choices=list(METHODS.items()))
    pay_on = models.DateField()
    input_by = models.DateField()
    processing_on = models.DateField()
    chosen_by_id = models.IntegerField()
    chosen_at = models.DateTimeField()
    run = models.OneToOneField(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(name="refund_run_chooser", fields=["id", "chosen_by_id"])]

    def __str__(self) -> str:
        return f"refund run {self.pk}"


class ChosenRefund(models.Model):
    """A refund in a run. One whose run was discarded may be in a later one."""

    id = models.BigAutoField(primary_key=True)
    refund_run = models.ForeignKey(RefundRun, models.PROTECT, related_name="refunds")
    refund = models.ForeignKey(Refund, models.PROTECT, related_name="chosen")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [models.UniqueConstraint(name="a_refund_once_a_run", fields=["refund_run", "refund"])]


class LiveRefund(models.Model):
    """The run a refund is in, until that run is discarded or the refund ends: one at a time, says the key."""

    refund = models.OneToOneField(Refund, models.PROTECT, primary_key=True, related_name="live")
    refund_run = models.ForeignKey(RefundRun, models.PROTECT, related_name="+")


class RefundVerdict(models.Model):
    """What was decided of a refund run, once and for all: released by somebody else, or discarded.

    `chosen_by_id` is copied from the run, and the database holds it to that, so that nobody releases what they chose.
    """

    refund_run = models.OneToOneField(RefundRun, models.PROTECT, related_name="verdict")
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
                name="nobody_pays_what_they_chose", condition=Q(what="discarded") | ~Q(by_id=F("chosen_by_id"))
            )
        ]


class RefundExclusion(models.Model):
    """What a refund run left out, and why: the kind of reason, the sentence, and until when if that is known."""

    id = models.BigAutoField(primary_key=True)
    refund_run = models.ForeignKey(RefundRun, models.PROTECT, related_name="exclusions")
    refund = models.ForeignKey(Refund, models.PROTECT, related_name="+")
    why = models.CharField(max_length=12, choices=list(EXCLUSIONS.items()))
    reason = models.TextField()
    until = models.DateField(null=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class FiledRefunds(models.Model):
    """A released refund run in the one file that pays it: without a release there is nothing to file."""

    verdict = models.OneToOneField(RefundVerdict, models.PROTECT, related_name="filed")
    file = models.OneToOneField(BacsFile, models.PROTECT, related_name="refunds")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class Cheque(models.Model):
    """The cheque a released refund was paid by, as the register has it: its number and date."""

    refund = models.OneToOneField(Refund, models.PROTECT, primary_key=True, related_name="cheque")
    number = models.CharField(max_length=12, unique=True)
    drawn_on = models.DateField()
    expected = models.OneToOneField(Expected, models.PROTECT, related_name="cheque")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class RefundEnd(models.Model):
    """A refund that was not paid after all, once: the credit is on the account again, met by an item of its own."""

    refund = models.OneToOneField(Refund, models.PROTECT, primary_key=True, related_name="end")
    what = models.CharField(max_length=9, choices=list(ENDS.items()))
    code = models.CharField(max_length=12, blank=True)
    reason = models.CharField(max_length=300)
    ended_on = models.DateField()
    item = models.OneToOneField(Item, models.PROTECT, related_name="+")
    journal = models.ForeignKey(Journal, models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [models.CheckConstraint(name="refund_end", condition=Q(what__in=list(ENDS)))]


class Concern(models.Model):
    """Somebody suspects that a refund would launder money: it is held, and only those who are to know see why.

    The words are sealed. Nothing elsewhere may tell of it (Proceeds of Crime Act 2002 s.333A).
    """

    id = models.BigAutoField(primary_key=True)
    request = models.ForeignKey(Request, models.PROTECT, related_name="+")
    sealed_words = models.BinaryField()
    by_id = models.IntegerField()
    raised_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class ConcernSettled(models.Model):
    """A concern looked into by somebody who is to know: the refund may go. The words are sealed."""

    concern = models.OneToOneField(Concern, models.PROTECT, primary_key=True, related_name="settled")
    sealed_words = models.BinaryField()
    by_id = models.IntegerField()
    settled_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True
