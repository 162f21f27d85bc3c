"""Teams that look after debts, and the rules that say whose list a debt stands on."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from piperoll.cases.models import OwnerRule, Team
from piperoll.cases.set_owner_rule import in_words, set_owner_rule
from piperoll.cases.set_team import TeamSet, set_team
from piperoll.web.cases.forms import OwnerRuleForm, TeamForm
from piperoll.web.components.table import Column, Row, Table
from piperoll.web.components.wording import day
from piperoll.web.doors import PageRequest, page
from piperoll.web.set_up.dated import authority, holds, is_over
from piperoll.web.set_up.showing import Adding, part


@page(permission="see_council", section="Set-up")
@require_http_methods(["GET", "POST"])
def teams(request: PageRequest) -> HttpResponse:
    """Each team and who is in it."""
    adding = Adding("set_team", "Make a team, or say who is in it", TeamForm, set_team, _set)
    about = "A team shares one queue of accounts. Whoever is not named any more leaves it from today."
    return part(request, title="Teams", about=about, table=_teams, adding=adding)


@page(permission="see_council", section="Set-up")
@require_http_methods(["GET", "POST"])
def rules(request: PageRequest) -> HttpResponse:
    """Who looks after what is overdue."""
    adding = Adding(
        "set_owner_rule", "Begin another rule", OwnerRuleForm, set_owner_rule,
        lambda made: f"{made.what}: {made.owner} from {day(made.valid_from)}.",
    )  # fmt: skip
    about = (
        "The narrowest rule holds: a service goes before a track, a track before a kind of customer, and of two alike "
        "the one from the greater sum. Whatever is given by hand stays so. Worklists follow the next time they are "
        "worked out."
    )
    return part(request, title="Who looks after what is overdue", about=about, table=_rules, adding=adding)


def _set(made: TeamSet) -> str:
    moved = [f"{', '.join(names)} {verb}" for names, verb in ((made.joined, "joined"), (made.left, "left")) if names]
    return f"Team {made.name}: {'; '.join(moved) or 'the same people as before'}."


def _teams() -> Table:
    today = timezone.localdate()
    found = Team.objects.prefetch_related("memberships__user")
    rows = [
        [
            team.name, team.code,
            ", ".join(sorted(
                one.user.name for one in team.memberships.all() if one.valid_to is None or one.valid_to >= today
            )),
        ]
        for team in found
    ]  # fmt: skip
    return Table("Teams", [Column("Team"), Column("Code"), Column("Who is in it")], rows, caption_hidden=True)


def _rules() -> Table:
    today = timezone.localdate()
    columns = [Column("What is overdue"), Column("Looked after by"), Column("Holds"), Column("Authority")]
    found = OwnerRule.objects.select_related("service", "officer", "team").order_by(
        "service", "track", "customer_kind", "from_pence", "id"
    )
    rows = [
        Row([in_words(one), str(one.team or one.officer), holds(one), authority(one)], quiet=is_over(one, today))
        for one in found
    ]
    empty = "No rule yet: nobody owns what is overdue."
    return Table("Rules", columns, rows, empty=empty, caption_hidden=True)
