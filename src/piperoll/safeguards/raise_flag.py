"""raise_flag: what is true of a customer and changes what we may do goes on record: evidence, owner, review day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.authority.models import User
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.heard_outside import News, tell
from piperoll.safeguards.models import Flag
from piperoll.safeguards.queries import flags_on
from piperoll.safeguards.rules import FLAGS, INSOLVENCIES, last_day_as_a_minor
from piperoll.safeguards.words import few_words, held


class NoSuchFlag(Refused):
    """There is no flag {kind!r}. The flags are {kinds}."""


class DayMissing(Refused):
    """Enter {what}: the flag depends on it."""


class DayAhead(Refused):
    """{what} cannot be {day:%-d %B %Y}: that day has not come yet."""


class NoSuchInsolvency(Refused):
    """Say which kind of insolvency it is: {kinds}."""


class NoLongerAMinor(Refused):
    """Somebody born on {born_on:%-d %B %Y} is 18 already: no flag is needed."""


class ReviewTooSoon(Refused):
    """The flag must be looked at again on a day after {on:%-d %B %Y}. Give a later review date."""


class NobodyOwns(Refused):
    """{owner!r} cannot look after it: no user who can sign in has that name. See who there is under Set-up, Users."""


class FlaggedAlready(Refused):
    """That flag stands already, since {since:%-d %B %Y}: nothing was changed. End it first if it says what is wrong."""

    exit_code = 0


@dataclass(frozen=True)
class FlagTold:
    """A flag as its raiser describes it. `happened_on` is the day of death, birth, the order, or of going away."""

    kind: str
    evidence: str
    review_on: date
    owner: str = ""
    happened_on: date | None = None
    insolvency: str = ""
    reference: str = ""
    needs: str = ""


@dataclass(frozen=True)
class FlagRaised:
    """A flag raised, and the last day it holds when that is known."""

    run: int
    flag: int
    kind: str
    valid_to: date | None


DAYS = {"deceased": "the day of death", "insolvent": "the day of the order", "minor": "the date of birth"}


def raise_flag(*, customer: int, told: FlagTold, on: date, at: datetime, by: Actor) -> FlagRaised:
    """Raise a flag from the day `on`. The same flag stands once at a time.

    Raises NoSuchFlag, DayMissing, DayAhead, NoSuchInsolvency, NoLongerAMinor, ReviewTooSoon, NobodyOwns, WordsMissing,
    WordsTooLong, CardNumber, NoSuchCustomer, FlaggedAlready.
    """
    by.must("raise_flag")
    _must_make_sense(told, on)
    with running.act("raise_flag", on=on, at=at, by=by, customer=customer, flag=told.kind) as run:
        whose = held(customer)
        if standing := next((f for f in flags_on(customer, on) if f.kind == told.kind), None):
            raise FlaggedAlready(since=standing.valid_from)
        last_day = last_day_as_a_minor(told.happened_on) if told.kind == "minor" and told.happened_on else None
        flag = Flag.objects.create(
            customer=whose,
            kind=told.kind,
            happened_on=told.happened_on,
            insolvency=told.insolvency if told.kind == "insolvent" else "",
            reference=few_words(told.reference, "the reference", needed=False, longest=40),
            needs=few_words(told.needs, "what they need", needed=told.kind == "vulnerable"),
            evidence=few_words(told.evidence, "what the evidence is"),
            owner=_owner(told.owner or by.username),
            review_on=told.review_on,
            valid_from=on,
            valid_to=last_day,
            run_id=run.id,
        )
        tell(News(whose.pk, told.kind, FLAGS[told.kind]), run=run.id)
        run.finish(flag=flag.pk, said=f"Flag raised: {FLAGS[told.kind].lower()}", why=flag.evidence)
    return FlagRaised(run.id, flag.pk, told.kind, last_day)


def _must_make_sense(told: FlagTold, on: date) -> None:
    if told.kind not in FLAGS:
        raise NoSuchFlag(kind=told.kind, kinds=", ".join(FLAGS))
    if told.kind in DAYS and told.happened_on is None:
        raise DayMissing(what=DAYS[told.kind], field="happened_on")
    if told.happened_on and told.happened_on > on:
        raise DayAhead(what="The day it happened", day=told.happened_on, field="happened_on")
    if told.kind == "insolvent" and told.insolvency not in INSOLVENCIES:
        raise NoSuchInsolvency(kinds=", ".join(INSOLVENCIES.values()), field="insolvency")
    if told.kind == "minor" and told.happened_on and last_day_as_a_minor(told.happened_on) < on:
        raise NoLongerAMinor(born_on=told.happened_on, field="happened_on")
    if told.review_on <= on:
        raise ReviewTooSoon(on=on, field="review_on")


def _owner(username: str) -> str:
    user = User.objects.filter(username__iexact=username.strip(), is_active=True).first()
    if user is None:
        raise NobodyOwns(owner=username, field="owner")
    return user.username
