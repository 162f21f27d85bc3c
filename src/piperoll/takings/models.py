"""Bankings, the takings in them, and what the bank took back."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from piperoll.authority.models import User
from piperoll.council.models import BankAccount, Service
from piperoll.funds.models import Fund
from piperoll.ledger.models import Journal, Method
from piperoll.receipting.models import Expected, Taking
from piperoll.runs.models import Run
from piperoll.takings.rules import RETURN_KINDS


class Banking(models.Model):
    """Takings of one method paid in together: `expected` is the one credit that the bank statement will show.

    `slip` is the serial of the paying-in slip, by which the bank shows it and nobody pays one slip in twice. Of cards,
    more may go back in a day than was taken: then it is below nought and the bank shows a debit, or nought and nothing
    is expected.
    """

    id = models.BigAutoField(primary_key=True)
    method = models.ForeignKey(Method, models.PROTECT, related_name="bankings")
    bank_account = models.ForeignKey(BankAccount, models.PROTECT, related_name="+")
    slip = models.CharField(max_length=20)
    banked_on = models.DateField()
    amount_pence = models.BigIntegerField()
    takings = models.IntegerField()
    expected = models.OneToOneField(Expected, models.PROTECT, null=True, related_name="banking")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(name="a_slip_is_banked_once", fields=["bank_account", "slip"]),
            models.CheckConstraint(
                name="banking_banks_money",
                condition=Q(amount_pence__gt=0, takings__gt=0) | Q(amount_pence__lte=0, takings__gte=0),
            ),
            models.CheckConstraint(
                name="a_banking_of_something_is_expected",
                condition=Q(amount_pence=0, expected__isnull=True) | (~Q(amount_pence=0) & Q(expected__isnull=False)),
            ),
        ]


class BankedTaking(models.Model):
    """A taking is in one banking, for ever."""

    taking = models.OneToOneField(Taking, models.PROTECT, primary_key=True, related_name="banked")
    banking = models.ForeignKey(Banking, models.PROTECT, related_name="contents")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class Unpaid(models.Model):
    """A payment the bank took back after it was banked: a bounced cheque, a charge disputed; what it had paid is owed
    again. `expected` is the debit the statement will show, unless a later banking is less by it; of a card payment
    disputed in part, only that part came back."""

    taking = models.OneToOneField(Taking, models.PROTECT, primary_key=True, related_name="unpaid")
    amount_pence = models.BigIntegerField()
    returned_on = models.DateField()
    reason = models.CharField(max_length=200)
    expected = models.OneToOneField(Expected, models.PROTECT, null=True, related_name="unpaid")
    journal = models.OneToOneField(Journal, models.PROTECT, related_name="+", db_constraint=False)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [models.CheckConstraint(name="unpaid_takes_back", condition=Q(amount_pence__gt=0))]


class StillPaid(models.Model):
    """So much of a payment that was taken back whole by hand never left us: a dispute took the rest alone."""

    unpaid = models.OneToOneField(Unpaid, models.PROTECT, primary_key=True, related_name="still_paid")
    amount_pence = models.BigIntegerField()
    told_on = models.DateField()
    journal = models.OneToOneField(Journal, models.PROTECT, related_name="+", db_constraint=False)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [models.CheckConstraint(name="still_paid_is_something", condition=Q(amount_pence__gt=0))]


class CashUp(models.Model):
    """A till's cash counted against what was receipted there: `counted` is notes and coins, many by pence of each."""

    id = models.BigAutoField(primary_key=True)
    till = models.CharField(max_length=12)
    bank_account = models.ForeignKey(BankAccount, models.PROTECT, related_name="+")
    slip = models.CharField(max_length=20)
    counted = models.JSONField()
    counted_pence = models.BigIntegerField()
    taken_pence = models.BigIntegerField()
    counted_on = models.DateField()
    counted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="a_difference_has_a_reason", condition=Q(counted_pence=F("taken_pence")) | ~Q(reason="")
            ),
            models.CheckConstraint(name="cash_was_counted", condition=Q(counted_pence__gt=0)),
        ]


class CashUpTaking(models.Model):
    """A taking that a count was of."""

    id = models.BigAutoField(primary_key=True)
    cash_up = models.ForeignKey(CashUp, models.PROTECT, related_name="takings")
    taking = models.ForeignKey(Taking, models.PROTECT, related_name="counts")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [models.UniqueConstraint(name="a_taking_is_counted_once_a_count", fields=["cash_up", "taking"])]


class CashUpEnd(models.Model):
    """What became of a count: banked, its difference (if any) let go by somebody other than the counter and posted; or
    refused, so that its takings are counted again."""

    cash_up = models.OneToOneField(CashUp, models.PROTECT, primary_key=True, related_name="end")
    banking = models.OneToOneField(Banking, models.PROTECT, null=True, related_name="cash_up_end")
    difference_pence = models.BigIntegerField()
    journal = models.OneToOneField(Journal, models.PROTECT, null=True, related_name="+", db_constraint=False)
    counted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_difference_needs_somebody_else", condition=Q(difference_pence=0) | ~Q(ended_by=F("counted_by"))
            ),
            models.CheckConstraint(
                name="a_banked_difference_is_posted",
                condition=Q(journal__isnull=True, difference_pence=0)
                | Q(banking__isnull=True)
                | Q(journal__isnull=False),
            ),
        ]


class CashReturn(models.Model):
    """What a service's own office says it took on a day, with its notes and coins counted (`counted`, many by pence of
    each) and the slips it is paid in with: cash by one, cheques by another."""

    id = models.BigAutoField(primary_key=True)
    service = models.ForeignKey(Service, models.PROTECT, related_name="cash_returns")
    office = models.CharField(max_length=12)
    taken_on = models.DateField()
    bank_account = models.ForeignKey(BankAccount, models.PROTECT, related_name="+")
    slip = models.CharField(max_length=20, blank=True)
    cheque_slip = models.CharField(max_length=20, blank=True)
    counted = models.JSONField()
    counted_pence = models.BigIntegerField()
    cash_pence = models.BigIntegerField()
    cheque_pence = models.BigIntegerField()
    reason = models.CharField(max_length=200, blank=True)
    filled_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(name="cash_return_filler", fields=["id", "filled_by"]),
            models.CheckConstraint(
                name="a_return_that_differs_has_a_reason", condition=Q(counted_pence=F("cash_pence")) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="a_return_has_its_slips",
                condition=(Q(cash_pence=0, counted_pence=0, slip="") | (Q(counted_pence__gt=0) & ~Q(slip="")))
                & (Q(cheque_pence=0, cheque_slip="") | (Q(cheque_pence__gt=0) & ~Q(cheque_slip=""))),
            ),
            models.CheckConstraint(name="a_return_takes_money", condition=Q(cash_pence__gt=0) | Q(cheque_pence__gt=0)),
        ]


class CashReturnLine(models.Model):
    """So many pence a service took in one way for one income code, which is an account of a fund."""

    id = models.BigAutoField(primary_key=True)
    cash_return = models.ForeignKey(CashReturn, models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=6, choices=list(RETURN_KINDS.items()))
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+")
    income_code = models.CharField(max_length=30)
    amount_pence = models.BigIntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="an_income_code_once_a_way", fields=["cash_return", "kind", "income_code"]),
            models.CheckConstraint(name="return_line_takes_money", condition=Q(amount_pence__gt=0)),
        ]


class CashReturnEnd(models.Model):
    """What became of a return: authorised by somebody other than whoever filled it in, so that its cash is counted in
    `cash_up` and its cheques are banked; or sent back, with a reason. `filled_by` is copied, and held to the return."""

    cash_return = models.OneToOneField(CashReturn, models.PROTECT, primary_key=True, related_name="end")
    is_authorised = models.BooleanField()
    cash_up = models.OneToOneField(CashUp, models.PROTECT, null=True, related_name="cash_return_end")
    cheque_banking = models.OneToOneField(Banking, models.PROTECT, null=True, related_name="cash_return_end")
    filled_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_return_needs_two_people", condition=Q(is_authorised=False) | ~Q(ended_by=F("filled_by"))
            ),
            models.CheckConstraint(
                name="a_return_authorised_is_banked",
                condition=Q(is_authorised=False, cash_up__isnull=True, cheque_banking__isnull=True) & ~Q(reason="")
                | Q(is_authorised=True) & (Q(cash_up__isnull=False) | Q(cheque_banking__isnull=False)),
            ),
        ]


class FileProfile(models.Model):
    """Files of payments from one who takes them for us: how they were paid, into which account, and what the bank calls
    its credit."""

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=60)
    method = models.ForeignKey(Method, models.PROTECT, related_name="+")
    bank_account = models.ForeignKey(BankAccount, models.PROTECT, related_name="+")
    bank_words = models.CharField(max_length=40)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["name"]


class FileProfileVersion(models.Model):
    """How a profile's files are laid out, as somebody wrote it and tried it on a sample."""

    id = models.BigAutoField(primary_key=True)
    profile = models.ForeignKey(FileProfile, models.PROTECT, related_name="versions")
    layout = models.JSONField()
    sample_payments = models.IntegerField()
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]


class FileProfileApproval(models.Model):
    """Somebody other than its writer approved a version; the last approved one reads files."""

    version = models.OneToOneField(FileProfileVersion, models.PROTECT, primary_key=True, related_name="approval")
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_profile_needs_two_people", condition=~Q(approved_by=F("written_by")))
        ]


class PaymentFileTaken(models.Model):
    """A file of payments taken in by a version of its profile: what it said of itself, and its banking."""

    banking = models.OneToOneField(Banking, models.PROTECT, primary_key=True, related_name="file")
    version = models.ForeignKey(FileProfileVersion, models.PROTECT, related_name="files")
    name = models.CharField(max_length=255)
    content_digest = models.BinaryField()
    told_pence = models.BigIntegerField(null=True)
    told_count = models.IntegerField(null=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True
