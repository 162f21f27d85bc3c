"""Arrangements: debts chosen, payments planned, what was written and decided of each; and promises to pay."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from piperoll.arrangements.affordability import FLEXIBLE, LINES, PER_MONTH
from piperoll.arrangements.rules import CAME_OF_ADVICE, EMPLOYMENTS, ENDS, EVERY, HEARD, METHODS, TENURES
from piperoll.authority.models import Request
from piperoll.council.models import Dated
from piperoll.customers.models import Customer
from piperoll.direct_debit.models import Mandate
from piperoll.receipting.models import StandingOrder
from piperoll.receivables.models import Item
from piperoll.runs.models import Run


class Arrangement(models.Model):
    """Debts of one customer, to be paid over time as an approved request says.

    `total_pence` is what was open of them as it was agreed. `replaces` is the arrangement it changes.
    """

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="arrangements")
    request = models.OneToOneField(Request, models.PROTECT, related_name="arrangement")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    agreed_on = models.DateField()
    every = models.CharField(max_length=12, choices=list(EVERY.items()))
    method = models.CharField(max_length=14, choices=list(METHODS.items()))
    mandate = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="arrangements")
    standing_order = models.OneToOneField(StandingOrder, models.PROTECT, null=True, related_name="arrangement")
    total_pence = models.BigIntegerField()
    review_on = models.DateField(null=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="arrangement_amounts_to_something", condition=Q(total_pence__gt=0)),
            models.CheckConstraint(
                name="arrangement_by_its_mandate",
                condition=Q(method="direct_debit", mandate__isnull=False)
                | ~Q(method="direct_debit") & Q(mandate__isnull=True),
            ),
        ]


class InterestRuns(models.Model):
    """It was agreed that the debts of an arrangement earn interest while it is kept; without this they do not."""

    arrangement = models.OneToOneField(Arrangement, models.PROTECT, primary_key=True, related_name="interest_runs")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class Debt(models.Model):
    """A debt in an arrangement, and what was open of it as it was agreed."""

    id = models.BigAutoField(primary_key=True)
    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="debts")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    pence = models.BigIntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="a_debt_once_an_arrangement", fields=["arrangement", "item"]),
            models.CheckConstraint(name="arranged_debt_is_open", condition=Q(pence__gt=0)),
        ]


class PlannedPayment(models.Model):
    """What is to be paid by a day."""

    id = models.BigAutoField(primary_key=True)
    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="payments")
    due_on = models.DateField()
    pence = models.BigIntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(name="planned_once_a_day", fields=["arrangement", "due_on"]),
            models.CheckConstraint(name="planned_payment_pays", condition=Q(pence__gt=0)),
        ]


class LiveDebt(models.Model):
    """A debt that an arrangement holds until it ends: one at a time, says the key. Rebuilt from the two facts."""

    item = models.OneToOneField(Item, models.PROTECT, primary_key=True, related_name="+")
    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="+")


class Seen(models.Model):
    """Where an arrangement stood as all were looked at last, and on which day: what the list is sorted and counted by.

    It can always be worked out again; what is shown of an arrangement is worked out as it is shown.
    """

    arrangement = models.OneToOneField(Arrangement, models.PROTECT, primary_key=True, related_name="+")
    state = models.CharField(max_length=9)
    open_pence = models.BigIntegerField()
    behind_pence = models.BigIntegerField()
    seen_on = models.DateField()


class End(models.Model):
    """How an arrangement ended, once: what was paid under it by then, and what was still open of its debts."""

    arrangement = models.OneToOneField(Arrangement, models.PROTECT, primary_key=True, related_name="end")
    what = models.CharField(max_length=9, choices=list(ENDS.items()))
    why = models.CharField(max_length=200)
    paid_pence = models.BigIntegerField()
    open_pence = models.BigIntegerField()
    ended_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class Courtesy(models.Model):
    """We wrote because a payment, the oldest not yet covered being that of `since`, had not come; once for that
    payment. Unless it is covered by the end of `answer_by`, the arrangement is broken."""

    id = models.BigAutoField(primary_key=True)
    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="courtesies")
    since = models.DateField()
    late_pence = models.BigIntegerField()
    answer_by = models.DateField()
    written_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(name="one_courtesy_a_payment", fields=["arrangement", "since"])]


class Review(models.Model):
    """Somebody looked at an arrangement: what they found, and when it is looked at next."""

    id = models.BigAutoField(primary_key=True)
    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="reviews")
    found = models.CharField(max_length=200)
    reviewed_on = models.DateField()
    next_on = models.DateField(null=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]


class Promise(models.Model):
    """Somebody promised to pay a sum by a day; kept or broken is read from the money that came, never kept here."""

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="promises")
    pence = models.BigIntegerField()
    by_on = models.DateField()
    promised_on = models.DateField()
    promised_by = models.CharField(max_length=120, help_text="Who promised")
    heard = models.CharField(max_length=10, choices=list(HEARD.items()))
    note = models.CharField(max_length=200, blank=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(name="promise_of_something", condition=Q(pence__gt=0))]


class PromiseSeen(models.Model):
    """Where a promise stood as all were looked at last, and on which day."""

    promise = models.OneToOneField(Promise, models.PROTECT, primary_key=True, related_name="+")
    state = models.CharField(max_length=9)
    seen_on = models.DateField()


class PromiseWithdrawn(models.Model):
    """A promise taken back, or entered by mistake: it pauses nothing any more."""

    promise = models.OneToOneField(Promise, models.PROTECT, primary_key=True, related_name="withdrawn")
    why = models.CharField(max_length=200)
    withdrawn_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class TriggerFigure(Dated):
    """Up to which sum a month a group of flexible costs wants no explanation, as the council took it in."""

    group = models.CharField(max_length=16, choices=[(code, LINES[code][1]) for code in FLEXIBLE])
    single_pence = models.BigIntegerField()
    extra_adult_pence = models.BigIntegerField()
    under_14_pence = models.BigIntegerField()
    from_14_pence = models.BigIntegerField()
    vehicle_pence = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["group", "valid_from"]
        constraints = [models.UniqueConstraint(name="a_trigger_begins_once_a_day", fields=["group", "valid_from"])]


class Household(models.Model):
    """A household's income and expenditure as it was told on a day; one statement serves all they owe.

    `savings_pence` is what they put aside a month, None when nothing was said. `explanations` say, by group, why a cost
    is what it is.
    """

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="households")
    stated_on = models.DateField()
    told_by = models.CharField(max_length=120)
    adults = models.SmallIntegerField()
    under_14 = models.SmallIntegerField()
    from_14 = models.SmallIntegerField()
    vehicles = models.SmallIntegerField()
    tenure = models.CharField(max_length=10, choices=list(TENURES.items()))
    employment = models.CharField(max_length=13, choices=list(EMPLOYMENTS.items()))
    savings_pence = models.BigIntegerField(null=True)
    explanations = models.JSONField(default=dict)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]


class HouseholdLine(models.Model):
    """One amount of a statement, as it was told: so much, so often."""

    id = models.BigAutoField(primary_key=True)
    household = models.ForeignKey(Household, models.PROTECT, related_name="lines")
    code = models.CharField(max_length=16, choices=[(code, words) for code, (_, words) in LINES.items()])
    pence = models.BigIntegerField()
    every = models.CharField(max_length=12, choices=[(every, every) for every in PER_MONTH])
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="a_line_once_a_household", fields=["household", "code"]),
            models.CheckConstraint(name="household_line_pays", condition=Q(pence__gt=0)),
        ]


class HouseholdDebt(models.Model):
    """What they owe somebody else, that is repaid from what is available too."""

    id = models.BigAutoField(primary_key=True)
    household = models.ForeignKey(Household, models.PROTECT, related_name="debts")
    name = models.CharField(max_length=80)
    balance_pence = models.BigIntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(name="household_debt_is_owed", condition=Q(balance_pence__gt=0))]


class Advice(models.Model):
    """Somebody was referred to free advice, on a day, and why."""

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="advice")
    agency = models.CharField(max_length=80)
    why = models.CharField(max_length=200)
    referred_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]


class AdviceOutcome(models.Model):
    """What came of a referral, once."""

    advice = models.OneToOneField(Advice, models.PROTECT, primary_key=True, related_name="outcome")
    what = models.CharField(max_length=14, choices=list(CAME_OF_ADVICE.items()))
    note = models.CharField(max_length=200, blank=True)
    heard_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True
