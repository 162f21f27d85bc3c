"""Teams and who is in them, who owns which debts, what is next on each account, and the list worked out from it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from piperoll.authority.models import User
from piperoll.cases.rules import (
    ACTIONS,
    AGENTS,
    CAUSES,
    EXCHANGES,
    FROM_THEM,
    NOTICES,
    OUTCOMES,
    TAKERS,
    WITH_OUTCOMES,
)
from piperoll.council.models import Dated, Service
from piperoll.customers.models import Customer
from piperoll.receivables.models import Item
from piperoll.recovery.rules import TRACKS
from piperoll.runs.models import Run
from piperoll.safeguards.models import Hold


def _one_owner(name: str) -> models.CheckConstraint:
    """An owner is an officer or a team."""
    return models.CheckConstraint(
        name=name, condition=Q(officer__isnull=False, team__isnull=True) | Q(officer__isnull=True, team__isnull=False)
    )


class Team(models.Model):
    """Officers who share one queue of accounts."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=60)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """An officer is in a team between two days; `valid_to` is the last, none while they stay."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="in_a_team_once", fields=["team", "user"], condition=Q(valid_to__isnull=True))
        ]


class OwnerRule(Dated):
    """Who looks after what, between two dates; the narrowest rule that fits holds.

    A rule may speak of a service, a track, a kind of customer and a sum overdue from which it holds. A service goes
    before a track, a track before a kind, and of two alike the one from the greater sum; one that names nothing is the
    plain one, for whatever no other speaks of.
    """

    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")
    track = models.CharField(max_length=12, choices=list(TRACKS.items()), blank=True)
    customer_kind = models.CharField(max_length=12, choices=Customer.KINDS, blank=True)
    from_pence = models.BigIntegerField(default=0)
    officer = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            _one_owner("rule_of_one_owner"),
            models.CheckConstraint(name="rule_from_a_sum", condition=Q(from_pence__gte=0)),
        ]


class Assignment(models.Model):
    """An account given to somebody by hand, and why; the newest holds.

    Of neither an officer nor a team, the rules say again.
    """

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    officer = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=200)
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="assigned_to_one_owner", condition=Q(officer__isnull=True) | Q(team__isnull=True)
            ),
            models.UniqueConstraint(name="assigned_once_a_run", fields=["customer", "run"]),
        ]


class CaseloadCover(models.Model):
    """Between two days, both included, an officer's accounts stand on another's list, or a team's."""

    away = models.ForeignKey(User, models.PROTECT, related_name="caseload_covers")
    officer = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField()
    reason = models.CharField(max_length=200)
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-valid_from", "-id"]
        constraints = [
            _one_owner("covered_by_one"),
            models.CheckConstraint(name="covered_by_another", condition=~Q(officer=F("away"))),
            models.CheckConstraint(name="caseload_cover_order", condition=Q(valid_to__gte=F("valid_from"))),
        ]


class CaseloadCoverEnd(models.Model):
    """A cover ended early: `valid_to` is its last day, the day before it began where it never held."""

    cover = models.OneToOneField(CaseloadCover, models.PROTECT, related_name="end")
    valid_to = models.DateField()
    reason = models.CharField(max_length=200)
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, related_name="+")
    append_only = True


class Exchange(models.Model):
    """What was said or written between us and a customer on a day, or noted by us, and what came of it. Never changed.

    `answer_by` is the day by which it is to be answered; `corrects` is the one it puts right; `against` says why a call
    was not to be made that was made all the same.
    """

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=list(EXCHANGES.items()))
    outcome = models.CharField(max_length=16, choices=list(OUTCOMES.items()), blank=True)
    words = models.TextField()
    happened_on = models.DateField()
    answer_by = models.DateField(null=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    against = models.TextField(blank=True)
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="only_what_came_waits", condition=Q(answer_by__isnull=True) | Q(kind__in=list(FROM_THEM))
            ),
            models.CheckConstraint(name="outcome_of_a_talk", condition=Q(outcome="") | Q(kind__in=WITH_OUTCOMES)),
        ]


class ExchangeAnswer(models.Model):
    """What waited for an answer was answered, by this."""

    exchange = models.OneToOneField(Exchange, models.PROTECT, primary_key=True, related_name="answer")
    answered_by = models.ForeignKey(Exchange, models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, related_name="+")
    append_only = True


class NextAction(models.Model):
    """What somebody set as next on an account, by which day, and at which hour when it was promised; the newest holds.

    Without an action it is done with: what is next follows from the ladder again.
    """

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    action = models.CharField(max_length=12, choices=list(ACTIONS.items()), blank=True)
    due_on = models.DateField(null=True)
    due_time = models.TimeField(null=True)
    note = models.CharField(max_length=200, blank=True)
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="next_action_has_a_day",
                condition=Q(action="", due_on=None) | ~Q(action="") & Q(due_on__isnull=False),
            ),
            models.CheckConstraint(
                name="only_callbacks_have_an_hour", condition=Q(due_time__isnull=True) | Q(action="callback")
            ),
        ]  # fmt: skip


class Handover(models.Model):
    """A case somebody else has taken on since a day, for so much; theirs until it is recalled.

    An agent outside the council has the email or postal address we tell them at, and `until` is the last day they have
    it. `court_order` is the warrant or writ an enforcement agent acts on.
    """

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="handovers")
    taker = models.CharField(max_length=12, choices=list(TAKERS.items()))
    name = models.CharField(max_length=80)
    email = models.CharField(max_length=120, blank=True)
    lines = models.TextField(blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    court_order = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=200)
    pence = models.BigIntegerField()
    handed_on = models.DateField()
    until = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(name="handed_over_for_a_sum", condition=Q(pence__gt=0)),
            models.CheckConstraint(
                name="agents_can_be_told", condition=~Q(taker__in=AGENTS) | ~Q(email="") | ~Q(postcode="")
            ),
            models.CheckConstraint(
                name="enforced_by_order_of_a_court", condition=~Q(taker="enforcement") | ~Q(court_order="")
            ),
        ]


class HandoverDebt(models.Model):
    """An instalment handed over, so much of it; an agent’s is held from our own ladder meanwhile."""

    id = models.BigAutoField(primary_key=True)
    handover = models.ForeignKey(Handover, models.PROTECT, related_name="debts")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    pence = models.BigIntegerField()
    hold = models.OneToOneField(Hold, models.PROTECT, null=True, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, related_name="+")
    append_only = True

    class Meta:
        constraints = [models.UniqueConstraint(name="handed_over_once", fields=["handover", "item"])]


class Recall(models.Model):
    """A case came back from whoever had it: when, what brought it back, and why."""

    handover = models.OneToOneField(Handover, models.PROTECT, primary_key=True, related_name="recall")
    cause = models.CharField(max_length=24, choices=list(CAUSES.items()))
    reason = models.CharField(max_length=200)
    recalled_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, related_name="+")
    append_only = True


class AgentNotice(models.Model):
    """What we wrote to an agent about a case: it is theirs, to hold it, or that it comes back. It names no customer."""

    id = models.BigAutoField(primary_key=True)
    handover = models.ForeignKey(Handover, models.PROTECT, related_name="notices")
    what = models.CharField(max_length=8, choices=list(NOTICES.items()))
    subject = models.CharField(max_length=160)
    words = models.TextField()
    told_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, related_name="+")
    append_only = True


class Standing(models.Model):
    """An account on the worklists as it was worked out last: its owner, what is next, by which day, and why.

    It can always be worked out again from the ladder and the rows above. `why` is what the ladder says became of it,
    empty when nothing is overdue; `services` are those that something overdue is from.
    """

    customer = models.OneToOneField(Customer, models.PROTECT, primary_key=True, related_name="+", db_constraint=False)
    officer = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False)
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False)
    is_by_hand = models.BooleanField()
    track = models.CharField(max_length=12, blank=True)
    why = models.CharField(max_length=12, blank=True)
    services = ArrayField(models.BigIntegerField())
    overdue_pence = models.BigIntegerField()
    chased_pence = models.BigIntegerField()
    overdue_since = models.DateField(null=True)
    action = models.CharField(max_length=12)
    due_on = models.DateField()
    due_time = models.TimeField(null=True)
    reason = models.TextField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+", db_index=False, db_constraint=False)

    class Meta:
        indexes = [
            models.Index(name="officer_list", fields=["officer", "due_on", "-overdue_pence", "customer"]),
            models.Index(name="team_list", fields=["team", "due_on", "-overdue_pence", "customer"]),
            models.Index(name="whole_list", fields=["due_on", "-overdue_pence", "customer"]),
            models.Index(
                name="nobodys_list", fields=["due_on", "-overdue_pence", "customer"],
                condition=Q(officer__isnull=True, team__isnull=True),
            ),
            models.Index(
                name="timed_list", fields=["due_on", "due_time"], condition=Q(due_time__isnull=False)
            ),
        ]  # fmt: skip
