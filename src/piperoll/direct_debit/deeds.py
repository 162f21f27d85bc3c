"""What single deeds on a mandate ask alike: the mandate held, a reason, a customer it may be done to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from piperoll.direct_debit.models import Mandate, MandateAccount, Standing
from piperoll.direct_debit.moving import states_of
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.answers import may_i
from piperoll.safeguards.words import few_words

STATES_IN_WORDS = {
    "set_up": "waiting to be lodged",
    "lodging": "being lodged",
    "active": "active",
    "suspended": "suspended",
    "cancelled": "cancelled",
    "rejected": "rejected by the bank",
    "dormant": "dormant",
}


class NoSuchMandate(Refused):
    """There is no Direct Debit mandate {mandate}. Look under Direct Debits, or on the customer's account."""


class NotInThatState(Refused):
    """Mandate {reference} is {state}, so that cannot be done to it. Nothing was changed."""


class DoneAlready(Refused):
    """Mandate {reference} is {state} already: nothing was changed."""

    exit_code = 0


class NotForThem(Refused):
    """This may not be done for this customer today: {reasons} Nothing was changed."""


def mandate_named(text: str | int) -> Mandate:
    """The mandate with a number or a core reference. Raises NoSuchMandate."""
    typed = str(text).strip().upper()
    found = Mandate.objects.select_related("standing", "standing__customer")
    named = found.filter(pk=int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 19 else None
    mandate = (named.first() if named is not None else None) or found.filter(reference=typed).first()
    if mandate is None:
        raise NoSuchMandate(mandate=typed[:40])
    return mandate


def held(mandate: int, *, among: Sequence[str], becomes: str = "") -> tuple[Mandate, str]:
    """The mandate, locked, and its state, one of `among`. Raises NoSuchMandate, DoneAlready, NotInThatState."""
    state = states_of([mandate]).get(mandate)
    if state is None:
        raise NoSuchMandate(mandate=mandate)
    found = Mandate.objects.select_related("standing", "standing__customer").get(pk=mandate)
    if state == becomes and state not in among:
        raise DoneAlready(reference=found.reference, state=STATES_IN_WORDS[state])
    if state not in among:
        raise NotInThatState(reference=found.reference, state=STATES_IN_WORDS[state])
    return found, state


def account_in_use(mandate: int) -> MandateAccount:
    """The account a mandate collects from now."""
    return MandateAccount.objects.filter(mandate_id=mandate).order_by("-id")[0]


def why(reason: str) -> str:
    """The reason on one line. Raises WordsMissing, WordsTooLong, CardNumber."""
    return few_words(reason, "why")


def must_be_allowed(customer: int, on: date) -> None:
    """Raise NotForThem when a safeguard says that no mandate is set up or given for a customer."""
    answer = may_i("set_up_mandate", customer, on)
    if not answer.allowed:
        raise NotForThem(reasons=" ".join(answer.reasons))


def state_of(mandate: int) -> str:
    """Where a mandate stands now."""
    return str(Standing.objects.values_list("state", flat=True).get(pk=mandate))
