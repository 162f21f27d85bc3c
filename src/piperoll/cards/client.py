"""GOV.UK Pay over its API: payments and refunds made, asked for and found again, each answer read for no more than we
need.

A payment is made with our reference as its key: asked again, GOV.UK Pay gives what it made before. It says no for good,
asks to be asked more slowly, or is away; nothing here guesses which money moved.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import requests
from django.conf import settings

from piperoll.cards.rules import MOST_PENCE
from piperoll.foundations.refusals import Refused

TIMES, FIRST_WAIT, SECONDS = 5, 1.0, 20
"""How often a request that came too soon is made, how long it waits at first, then twice as long; how long at most."""
A_PAGE = 500
UNREADABLE = "its answer is not one we can read"


class NoPayToken(Refused):
    """PIPEROLL_GOVUK_PAY_TOKEN holds no API key of GOV.UK Pay, so no card can be taken. Make one there, under
    Settings, API keys."""


class GovukPayAway(Refused):
    """GOV.UK Pay cannot be asked now: {why}. No money was moved by this; try again in a few minutes."""


class NotTakenThere(Refused):
    """GOV.UK Pay will not do that: {why} ({code}). Nothing was paid."""


@dataclass(frozen=True)
class PaymentThere:
    """A payment as GOV.UK Pay holds it; `next_url` is where the card is typed, while that can still be done.

    `fee_pence` is nought where GOV.UK Pay's provider sends its fees by invoice instead. `refund_state` says whether it
    can be paid back: `pending`, `available`, `full` or `unavailable`.
    """

    govuk_id: str
    reference: str
    amount_pence: int
    total_pence: int
    fee_pence: int
    state: str
    is_finished: bool
    code: str = ""
    why: str = ""
    next_url: str = field(default="", repr=False)
    settled_on: date | None = None
    refundable_pence: int = 0
    refund_state: str = ""


@dataclass(frozen=True)
class RefundThere:
    """A refund as GOV.UK Pay holds it: `submitted`, `success` or `error`; its day of settlement where its provider
    tells one."""

    govuk_id: str
    payment_id: str
    amount_pence: int
    state: str
    made_at: str = ""
    settled_on: date | None = None


@dataclass(frozen=True)
class DisputeThere:
    """A dispute as GOV.UK Pay holds it. Lost, its sum and its fee are taken from a payout on the day of settlement."""

    dispute_id: str
    payment_id: str
    amount_pence: int
    fee_pence: int
    state: str
    reason: str
    raised_on: date
    answer_by: date | None = None
    settled_on: date | None = None


class GovukPay:
    """A connection with this council's API key. Raises NoPayToken."""

    def __init__(self) -> None:
        if not settings.GOVUK_PAY_TOKEN:
            raise NoPayToken()
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"Bearer {settings.GOVUK_PAY_TOKEN}"

    def make(self, reference: str, *, pence: int, words: str, return_url: str, is_moto: bool) -> PaymentThere:
        """A payment to be paid on GOV.UK Pay's page, made once a reference. Raises NotTakenThere, GovukPayAway."""
        told: dict[str, Any] = {
            "amount": pence, "reference": reference, "description": words, "return_url": return_url,
        }  # fmt: skip
        if is_moto:
            told["moto"] = True
        return _read(self._ask("POST", "/v1/payments", json=told, headers={"Idempotency-Key": reference}))

    def payment(self, govuk_id: str) -> PaymentThere:
        """A payment by GOV.UK Pay's own name. Raises NotTakenThere, GovukPayAway."""
        return _read(self._ask("GET", f"/v1/payments/{govuk_id}"))

    def named(self, reference: str) -> PaymentThere | None:
        """The payment that carries our reference, if there is one. Raises NotTakenThere, GovukPayAway."""
        return next((one for one in self._all("/v1/payments", reference=reference)), None)

    def cancel(self, govuk_id: str) -> None:
        """Give a payment up that has not been paid. Raises NotTakenThere, GovukPayAway."""
        self._ask("POST", f"/v1/payments/{govuk_id}/cancel")

    def settled(self, first: date, last: date) -> list[PaymentThere]:
        """The payments settled on these days. Raises NotTakenThere, GovukPayAway."""
        return list(self._all("/v1/payments", from_settled_date=first.isoformat(), to_settled_date=last.isoformat()))

    def refund(self, govuk_id: str, *, pence: int, available_pence: int) -> RefundThere:
        """Pay some of a payment back to its card, if just so much of it can still be paid back: asked again after it
        was done, GOV.UK Pay refuses. Raises NotTakenThere, GovukPayAway."""
        told = {"amount": pence, "refund_amount_available": available_pence}
        return _read_refund(self._ask("POST", f"/v1/payments/{govuk_id}/refunds", json=told), govuk_id)

    def refund_of(self, govuk_id: str, refund_id: str) -> RefundThere:
        """One refund of a payment. Raises NotTakenThere, GovukPayAway."""
        return _read_refund(self._ask("GET", f"/v1/payments/{govuk_id}/refunds/{refund_id}"), govuk_id)

    def refunds_of(self, govuk_id: str) -> list[RefundThere]:
        """Every refund of a payment, the newest first. Raises NotTakenThere, GovukPayAway."""
        told = self._ask("GET", f"/v1/payments/{govuk_id}/refunds")
        inside = told.get("_embedded") or {}
        refunds = inside.get("refunds", []) if isinstance(inside, dict) else None
        if not isinstance(refunds, list):
            raise GovukPayAway(why=UNREADABLE)
        found = [_read_refund(one, govuk_id) for one in refunds]
        return sorted(found, key=lambda one: one.made_at, reverse=True)

    def refunds_settled(self, first: date, last: date) -> list[RefundThere]:
        """The refunds settled on these days. Raises NotTakenThere, GovukPayAway."""
        wanted = {"from_settled_date": first.isoformat(), "to_settled_date": last.isoformat()}
        return [_read_refund(one) for one in self._pages("/v1/refunds", **wanted)]

    def disputes(self) -> list[DisputeThere]:
        """Every dispute, the oldest last. Raises NotTakenThere, GovukPayAway."""
        return [_read_dispute(one) for one in self._pages("/v1/disputes")]

    def disputes_settled(self, first: date, last: date) -> list[DisputeThere]:
        """The disputes settled on these days. Raises NotTakenThere, GovukPayAway."""
        wanted = {"from_settled_date": first.isoformat(), "to_settled_date": last.isoformat()}
        return [_read_dispute(one) for one in self._pages("/v1/disputes", **wanted)]

    def _all(self, path: str, **wanted: str) -> Iterator[PaymentThere]:
        return (_read(one) for one in self._pages(path, **wanted))

    def _pages(self, path: str, **wanted: str) -> Iterator[dict[str, Any]]:
        """Every result of a search, page after page."""
        page = 1
        while True:
            found = self._ask("GET", path, params={**wanted, "page": str(page), "display_size": str(A_PAGE)})
            results, links = found.get("results", []), found.get("_links") or {}
            if not isinstance(results, list):
                raise GovukPayAway(why=UNREADABLE)
            yield from results
            if "next_page" not in links or not results:
                return
            page += 1

    def _ask(self, method: str, path: str, **told: Any) -> dict[str, Any]:
        """One answer, waited for when GOV.UK Pay says that we ask too often."""
        why = ""
        for turn in range(TIMES):
            try:
                answer = self._session.request(
                    method, settings.GOVUK_PAY_URL.rstrip("/") + path, timeout=SECONDS, allow_redirects=False, **told
                )
                said = answer.json() if answer.content else {}
            except (requests.RequestException, ValueError) as fault:
                raise GovukPayAway(why=type(fault).__name__) from None
            if not isinstance(said, dict):
                raise GovukPayAway(why=UNREADABLE)
            if answer.ok:
                return said
            why = str(said.get("description", f"it answered {answer.status_code}"))[:160]
            if answer.status_code in (400, 404, 409, 412, 422):
                raise NotTakenThere(why=why.rstrip("."), code=str(said.get("code", answer.status_code))[:8])
            if answer.status_code != 429:
                break
            time.sleep(FIRST_WAIT * 2**turn)
        raise GovukPayAway(why=why.rstrip("."))


def _pence(told: object) -> int:
    """Whole pence, as GOV.UK Pay gives every sum: anything else is not guessed at. Raises ValueError."""
    if type(told) is not int or abs(told) > MOST_PENCE:
        raise ValueError(told)
    return told


def _read(told: dict[str, Any]) -> PaymentThere:
    """What we need of a payment. Raises GovukPayAway when it is none."""
    try:
        state, links, back = told["state"], told.get("_links") or {}, told.get("refund_summary") or {}
        settled = (told.get("settlement_summary") or {}).get("settled_date")
        return PaymentThere(
            govuk_id=str(told["payment_id"]), reference=str(told["reference"]), amount_pence=_pence(told["amount"]),
            total_pence=_pence(told.get("total_amount") or told["amount"]), fee_pence=_pence(told.get("fee") or 0),
            state=str(state["status"]), is_finished=bool(state["finished"]), code=str(state.get("code") or "")[:8],
            why=str(state.get("message") or "")[:200], next_url=str((links.get("next_url") or {}).get("href") or ""),
            settled_on=date.fromisoformat(settled) if settled else None,
            refundable_pence=_pence(back.get("amount_available") or 0), refund_state=str(back.get("status") or ""),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError):
        raise GovukPayAway(why=UNREADABLE) from None


def _read_refund(told: dict[str, Any], payment: str = "") -> RefundThere:
    """What we need of a refund. Raises GovukPayAway when it is none."""
    try:
        settled = (told.get("settlement_summary") or {}).get("settled_date")
        return RefundThere(
            govuk_id=str(told["refund_id"]), payment_id=str(told.get("payment_id") or payment),
            amount_pence=_pence(told["amount"]), state=str(told["status"]), made_at=str(told.get("created_date") or ""),
            settled_on=date.fromisoformat(settled) if settled else None,
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError):
        raise GovukPayAway(why=UNREADABLE) from None


def _read_dispute(told: dict[str, Any]) -> DisputeThere:
    """What we need of a dispute. Raises GovukPayAway when it is none."""
    try:
        settled, due = (told.get("settlement_summary") or {}).get("settled_date"), told.get("evidence_due_date")
        return DisputeThere(
            dispute_id=str(told["dispute_id"]), payment_id=str(told["payment_id"]), amount_pence=_pence(told["amount"]),
            fee_pence=_pence(told.get("fee") or 0), state=str(told["status"]),
            reason=str(told.get("reason") or "other"), raised_on=date.fromisoformat(str(told["created_date"])[:10]),
            answer_by=date.fromisoformat(str(due)[:10]) if due else None,
            settled_on=date.fromisoformat(settled) if settled else None,
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError):
        raise GovukPayAway(why=UNREADABLE) from None
