"""GoCardless through its own client: what it makes for us, what it tells us, and how sure we are of an answer.

Every request that makes something carries a key of ours: asked again with it, GoCardless gives what it made before.
A request it asks to make later is made later; one it refuses says why; anything else is in doubt, and is asked again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import gocardless_pro
from django.conf import settings
from gocardless_pro import errors
from requests import RequestException

from piperoll.foundations.refusals import Refused

Made = TypeVar("Made")
TIMES, FIRST_WAIT = 6, 2.0
"""How often a request that came too soon is made, and how many seconds it waits at first; then twice as long."""
SOURCES = {"phone": "telephone", "page": "web", "paper": "paper"}


class NoToken(Refused):
    """PIPEROLL_GOCARDLESS_TOKEN holds no GoCardless access token, so nothing was sent or asked. Make one there."""


class GocardlessAway(Refused):
    """GoCardless cannot be asked now: {why}. What it answered before that is kept; ask again later and nothing is made
    twice."""


class NotTaken(Exception):
    """GoCardless refused one thing for good; the message says why."""


class Gocardless:
    """A connection with this council's token. Raises NoToken."""

    def __init__(self) -> None:
        if not settings.GOCARDLESS_TOKEN:
            raise NoToken()
        self._client: Any = gocardless_pro.Client(
            access_token=settings.GOCARDLESS_TOKEN, base_url=settings.GOCARDLESS_URL
        )

    def make_mandate(
        self, key: str, *, channel: str, reference: str, payer: dict[str, str], account: dict[str, str]
    ) -> Any:
        """A payer with a bank account and a mandate on it; the mandate. Raises NotTaken, GocardlessAway."""
        named = {"reference": reference}
        whose = self._make(self._client.customers, f"{key}-payer", {**payer, "country_code": "GB", "metadata": named})
        holds = self._make(
            self._client.customer_bank_accounts, f"{key}-account",
            {**account, "country_code": "GB", "links": {"customer": whose.id}},
        )  # fmt: skip
        return self._make(
            self._client.mandates, f"{key}-mandate",
            {
                "scheme": "bacs", "reference": reference, "authorisation_source": SOURCES[channel], "metadata": named,
                "links": {"customer_bank_account": holds.id},
            },
        )  # fmt: skip

    def make_payment(self, key: str, *, mandate: str, pence: int, charge_on: date, named: str) -> Any:
        """A payment under a mandate of theirs. Raises NotTaken, GocardlessAway."""
        told = {
            "amount": pence, "currency": "GBP", "charge_date": charge_on.isoformat(), "description": named,
            "metadata": {"reference": named}, "links": {"mandate": mandate},
        }  # fmt: skip
        return self._make(self._client.payments, key, told)

    def cancel_mandate(self, mandate: str) -> None:
        """Cancel a mandate of theirs; one that is over already stays over. Raises GocardlessAway."""
        try:
            _asked(lambda: self._client.mandates.cancel(mandate))
        except NotTaken:
            return

    def mandate(self, mandate: str) -> Any:
        """A mandate of theirs as it stands. Raises NotTaken, GocardlessAway."""
        return _asked(lambda: self._client.mandates.get(mandate))

    def events(self, since: datetime) -> list[dict[str, Any]]:
        """What was told since a moment, the oldest first. Raises GocardlessAway."""
        told = {"created_at[gte]": since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"), "limit": 500}
        found = _all(lambda more: self._client.events.list(params={**told, **more}))
        return sorted((one.attributes for one in found), key=lambda one: (one["created_at"], one["id"]))

    def payout(self, payout: str) -> tuple[Any, list[Any]]:
        """A payout and its items. Raises NotTaken, GocardlessAway."""
        told = {"payout": payout, "limit": 500}
        items = list(_all(lambda more: self._client.payout_items.list(params={**told, **more})))
        return _asked(lambda: self._client.payouts.get(payout)), items

    def _make(self, service: Any, key: str, told: dict[str, Any]) -> Any:
        return _asked(lambda: service.create(params=told, headers={"Idempotency-Key": key}))


def _all(page: Callable[[dict[str, str]], Any]) -> Iterator[Any]:
    """Every record of a list, page after page."""
    more: dict[str, str] = {}
    while True:
        found = _asked(lambda: page(more))  # noqa: B023 asked before `more` changes
        yield from found.records
        if not found.after:
            return
        more = {"after": found.after}


def _asked(ask: Callable[[], Made]) -> Made:
    """An answer, waited for when GoCardless says that we ask too often. Raises NotTaken, GocardlessAway."""
    why = ""
    for turn in range(TIMES):
        try:
            return ask()
        except errors.RateLimitError as fault:
            why = str(fault)[:200]
            time.sleep(FIRST_WAIT * 2**turn)
        except (errors.ValidationFailedError, errors.InvalidStateError) as fault:
            raise NotTaken(str(fault)[:160]) from None
        except (errors.GoCardlessProError, RequestException) as fault:
            raise GocardlessAway(why=str(fault)[:200]) from None
    raise GocardlessAway(why=why)
