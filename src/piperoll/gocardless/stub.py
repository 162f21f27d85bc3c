"""A stand-in for GoCardless on this machine: its addresses, keys, limits, errors, events, payouts; nobody is debited.

What is made here waits until it is told to move: `Books.bank_day` has banks take mandates in, payers debited and money
paid out, as a test or a demo wants it. Accounts that end in 00000000 are refused; those ending in 9999 cannot pay.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN, SECRET = "stub-token", "stub-webhook-secret"
"""What the stub lets in, and what it signs webhooks with."""
PREFIXES = {
    "customers": "CU", "customer_bank_accounts": "BA", "mandates": "MD", "payments": "PM", "payouts": "PO",
    "events": "EV",
}  # fmt: skip
NO_SUCH_ACCOUNT, CANNOT_PAY = "00000000", "9999"
Row = dict[str, Any]


class Answer(Exception):
    """An answer that is an error, in GoCardless's form."""

    def __init__(self, code: int, kind: str, message: str, *errors: Row) -> None:
        super().__init__(message)
        self.code = code
        self.body = {"error": {"type": kind, "code": code, "message": message, "errors": list(errors)}}


@dataclass
class Books:
    """What the stub holds: when it began (`now`), the first day it can debit, what each payment costs, its limits."""

    now: datetime = datetime(2026, 11, 23, 9, tzinfo=UTC)
    first_on: date = date(2026, 1, 1)
    fee_pence: int = 20
    a_minute: int = 1000
    rows: dict[str, dict[str, Row]] = field(default_factory=lambda: {name: {} for name in PREFIXES})
    items: dict[str, list[Row]] = field(default_factory=dict)
    keys: dict[tuple[str, str], str] = field(default_factory=dict)
    owed: list[tuple[str, str, int, str]] = field(default_factory=list)
    refunds: int = 0
    moments: list[float] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def make(self, what: str, told: Row, key: str) -> Row:
        """Make one thing, once a key. Raises Answer."""
        with self.lock:
            if (what, key) in self.keys:
                there = self.keys[what, key]
                raise Answer(
                    409, "invalid_state", "A resource has already been created with this idempotency key",
                    {"reason": "idempotent_creation_conflict", "message": "made before",
                     "links": {"conflicting_resource_id": there}},
                )  # fmt: skip
            if what in _CHECKS:
                _CHECKS[what](self, told)
            row = self._add(what, {**_FIRST.get(what, {}), **told})
            if what == "mandates":
                row["next_possible_charge_date"] = self.first_on.isoformat()
            if what in ("mandates", "payments"):
                self.tell(what, "created", row["id"])
            self.keys[what, key] = row["id"]
            return row

    def cancel(self, mandate: str) -> Row:
        """Cancel a mandate and what was still to be debited under it. Raises Answer."""
        with self.lock:
            row = self.find("mandates", mandate)
            if row["status"] in ("cancelled", "failed", "expired"):
                raise Answer(422, "invalid_state", "Mandate already cancelled", {"reason": "x", "message": "cancelled"})
            row["status"] = "cancelled"
            self.tell("mandates", "cancelled", mandate, cause="mandate_cancelled", origin="api")
            for payment in self.rows["payments"].values():
                if payment["links"]["mandate"] == mandate and payment["status"] == "pending_submission":
                    payment["status"] = "cancelled"
                    self.tell("payments", "cancelled", payment["id"], cause="mandate_cancelled", origin="api")
            return row

    def find(self, what: str, key: str) -> Row:
        """One thing. Raises Answer."""
        row = self.rows.get(what, {}).get(key)
        if row is None:
            raise Answer(
                404, "invalid_api_usage", "Resource not found", {"reason": "resource_not_found", "message": key}
            )
        return row

    def tell(self, about: str, action: str, key: str, *, links: Row | None = None, **details: Any) -> Row:
        """Something happened: an event of it."""
        said = {"origin": "gocardless", "cause": action, "scheme": "bacs", "description": action} | details
        named = {about.removesuffix("s"): key} | (links or {})
        return self._add(
            "events", {"resource_type": about, "action": action, "links": named, "details": said, "metadata": {}}
        )

    def bank_day(self, on: date) -> None:
        """A day at the banks: mandates taken in, payments of the day debited or not, and a payout of what came in."""
        with self.lock:
            for mandate in self.rows["mandates"].values():
                if mandate["status"] == "pending_submission":
                    mandate["status"] = "active"
                    self.tell("mandates", "active", mandate["id"], cause="mandate_activated")
            for payment in self.rows["payments"].values():
                if payment["status"] == "pending_submission" and payment["charge_date"] <= on.isoformat():
                    self._debit(payment)
            self.pay_out(on)

    def fail(self, payment: str, code: str, cause: str = "refer_to_payer", action: str = "failed") -> None:
        """A payment comes back: it failed, or its payer charged it back; what was paid out is taken back."""
        row = self.find("payments", payment)
        if row["status"] == "paid_out":
            kind = "payment_charged_back" if action == "charged_back" else "payment_failed"
            refunded = sum(pence for _, of, pence, name in [*self.owed, *self._settled()] if of == payment and name)
            self.owed.append((kind, payment, -int(row["amount"]) - refunded, ""))
        row["status"] = action
        self.tell("payments", action, payment, cause=cause, origin="bank", reason_code=code)

    def pay_back(self, payment: str, pence: int = 0) -> None:
        """Somebody at the council pays a payer back in GoCardless's own pages: all of a payment, or some pence."""
        back = pence or int(self.rows["payments"][payment]["amount"])
        self.refunds += 1
        refund = f"RF{self.refunds:06d}"
        self.owed.append(("payment_refunded", payment, -back, refund))
        self.tell("refunds", "created", refund, links={"payment": payment}, cause="refund_created")

    def pay_out(self, on: date, *, below_nought: bool = False) -> Row | None:
        """Pay out what was confirmed, less fees and what came back since; less than nought waits for more to come,
        unless it is to be had of the council's bank."""
        paid = [one for one in self.rows["payments"].values() if one["status"] == "confirmed"]
        entries = [("payment_paid_out", one["id"], int(one["amount"]), "") for one in paid] + self.owed
        fees = self.fee_pence * len(paid)
        total = sum(pence for _, _, pence, _ in entries) - fees
        if not below_nought and (not paid or total < 0):
            return None
        self.owed = []
        row = self._add(
            "payouts",
            {
                "amount": total, "deducted_fees": fees, "currency": "GBP", "status": "paid", "payout_type": "merchant",
                "arrival_date": on.isoformat(), "links": {"creditor": "CR1"},
            },
        )  # fmt: skip
        row["reference"] = f"ANYTOWN-{row['id']}"
        self.items[row["id"]] = [
            {"type": kind, "amount": f"{pence}.0", "links": {"payment": payment} | _named(refund), "taxes": []}
            for kind, payment, pence, refund in entries
        ] + ([{"type": "gocardless_fee", "amount": f"-{fees}.0", "links": {}, "taxes": []}] if fees else [])
        for one in paid:
            one["status"] = "paid_out"
            self.tell("payments", "paid_out", one["id"], links={"payout": row["id"]})
        self.tell("payouts", "paid", row["id"], cause="payout_paid")
        return row

    def _settled(self) -> Iterator[tuple[str, str, int, str]]:
        """What payouts hold of refunds already, as it was owed before."""
        for items in self.items.values():
            for one in items:
                if refund := one["links"].get("refund"):
                    yield one["type"], one["links"]["payment"], int(float(one["amount"])), refund

    def webhook(self, events: list[Row] | None = None) -> tuple[bytes, str]:
        """A delivery of some events (else all) and its signature."""
        told = list(self.rows["events"].values()) if events is None else events
        body = json.dumps({"events": told, "meta": {"webhook_id": f"WB{len(told)}"}}).encode()
        return body, hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()

    def within_limits(self) -> None:
        """Count a request. Raises Answer when there are too many."""
        with self.lock:
            clock = time.monotonic()
            self.moments = [moment for moment in self.moments if clock - moment < 60]
            if len(self.moments) >= self.a_minute:
                raise Answer(
                    429,
                    "invalid_api_usage",
                    "Rate limit exceeded",
                    {"reason": "rate_limit_exceeded", "message": "wait"},
                )
            self.moments.append(clock)

    def _add(self, what: str, told: Row) -> Row:
        key = f"{PREFIXES[what]}{len(self.rows[what]) + 1:06d}"
        stamp = self.now + timedelta(seconds=len(self.rows[what]))
        row = {"id": key, "created_at": stamp.strftime("%Y-%m-%dT%H:%M:%S.000Z"), **told}
        self.rows[what][key] = row
        return row

    def _debit(self, payment: Row) -> None:
        mandate = self.rows["mandates"][payment["links"]["mandate"]]
        account = self.rows["customer_bank_accounts"][mandate["links"]["customer_bank_account"]]
        if account["account_number"].endswith(CANNOT_PAY):
            self.fail(payment["id"], "ARUDD-0")
            return
        payment["status"] = "confirmed"
        self.tell("payments", "confirmed", payment["id"], cause="payment_confirmed")


def _named(refund: str) -> Row:
    return {"refund": refund} if refund else {}


_FIRST = {"mandates": {"status": "pending_submission"}, "payments": {"status": "pending_submission"}}


def _account_fit(books: Books, told: Row) -> None:
    books.find("customers", told["links"]["customer"])
    if told["account_number"] == NO_SUCH_ACCOUNT:
        fault = {
            "field": "account_number",
            "message": "is invalid",
            "request_pointer": "/customer_bank_accounts/account_number",
        }
        raise Answer(422, "validation_failed", "Validation failed", fault)


def _mandate_fit(books: Books, told: Row) -> None:
    books.find("customer_bank_accounts", told["links"]["customer_bank_account"])


def _payment_fit(books: Books, told: Row) -> None:
    mandate = books.find("mandates", told["links"]["mandate"])
    if mandate["status"] in ("cancelled", "failed", "expired"):
        raise Answer(
            422, "invalid_state", "Mandate is inactive", {"reason": "mandate_is_inactive", "message": "it is over"}
        )
    if told["charge_date"] < books.first_on.isoformat():
        fault = {
            "field": "charge_date", "message": f"must be on or after {books.first_on}",
            "request_pointer": "/payments/charge_date",
        }  # fmt: skip
        raise Answer(422, "validation_failed", "Validation failed", fault)


_CHECKS: dict[str, Callable[[Books, Row], None]] = {
    "customer_bank_accounts": _account_fit,
    "mandates": _mandate_fit,
    "payments": _payment_fit,
}


class Stub(ThreadingHTTPServer):
    """The stub, listening. `books` holds what it was given."""

    daemon_threads = True

    def __init__(self, port: int = 0, books: Books | None = None) -> None:
        self.books = books or Books()
        super().__init__(("127.0.0.1", port), _Door)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Door(BaseHTTPRequestHandler):
    server: Stub

    def do_POST(self) -> None:
        """Make something, or cancel a mandate."""
        self._answer(self._make, 201)

    def do_GET(self) -> None:
        """Tell of one thing, or of several."""
        self._answer(self._tell, 200)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def _make(self) -> Row:
        books = self.server.books
        told = json.loads(self.rfile.read(int(self.headers.get("Content-Length", "0"))) or b"{}")
        _, what, *more = self.path.split("/")
        books.requests.append(self.path)
        if more:
            return {what: books.cancel(more[0])}
        if what not in ("customers", "customer_bank_accounts", "mandates", "payments"):
            raise Answer(404, "invalid_api_usage", "Not found", {"reason": "not_found", "message": what})
        return {what: books.make(what, told[what], self.headers["Idempotency-Key"])}

    def _tell(self) -> Row:
        books, asked = self.server.books, urlsplit(self.path)
        _, what, *more = asked.path.split("/")
        if more:
            return {what: books.find(what, more[0])}
        wanted = {name: value[0] for name, value in parse_qs(asked.query).items()}
        found = (
            books.items.get(wanted["payout"], []) if what == "payout_items" else list(books.rows.get(what, {}).values())
        )
        found = [one for one in found if one.get("created_at", "~") >= wanted.get("created_at[gte]", "")]
        start, size = int(wanted.get("after", 0)), int(wanted.get("limit", 50))
        after = str(start + size) if len(found) > start + size else None
        return {what: found[start : start + size], "meta": {"cursors": {"before": None, "after": after}, "limit": size}}

    def _answer(self, act: Callable[[], Row], code: int) -> None:
        try:
            if self.headers.get("Authorization") != f"Bearer {TOKEN}":
                raise Answer(401, "invalid_api_usage", "The access token you've used is not valid")
            self.server.books.within_limits()
            body = act()
        except Answer as answer:
            code, body = answer.code, answer.body
        content = json.dumps(body).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
