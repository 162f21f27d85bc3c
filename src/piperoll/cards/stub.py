"""A stand-in for GOV.UK Pay on this machine: its API, its page for the card, its webhooks; no card is charged.

It answers as the API does: keys, states, limits, errors, searches in pages. On its page (or by `Books.pay`) a card
that ends in 0002 is declined; any other pays. `Books.settle` settles what was paid and paid back. A refund is submitted
until `Books.finish_refunds` ends it; of a payment in `no_refunds` none ends well.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN, SECRET = "api_test_stub", "stub-webhook-secret"
"""What the stub lets in, and what it signs webhooks with."""
DECLINED = "0002"
_WORDS = {"P0010": "Payment method rejected", "P0020": "Payment expired", "P0030": "Payment was cancelled by the user",
          "P0040": "Payment was cancelled by the service"}  # fmt: skip
_PAGE = """<!doctype html><html lang="en"><title>Enter card details</title><main><h1>Enter card details</h1>
<p>{description}: £{pounds}. This is a stand-in: no card is charged.</p><form method="post">
<label for="card">Card number</label> <input id="card" name="card" inputmode="numeric" autocomplete="off">
<button name="do" value="pay">Confirm payment</button> <button name="do" value="cancel">Cancel payment</button>
</form></main></html>"""
Row = dict[str, Any]


class Answer(Exception):
    """An answer that is an error, in GOV.UK Pay's form."""

    def __init__(self, status: int, code: str, description: str, **more: str) -> None:
        super().__init__(description)
        self.status = status
        self.body = {"code": code, "description": description, **more}


@dataclass
class Books:
    """What the stub holds: the day it is there, what each payment costs, its limits."""

    now: datetime = datetime(2026, 11, 23, 9, tzinfo=UTC)
    fee_pence: int = 0
    a_minute: int = 1000
    url: str = ""
    payments: dict[str, Row] = field(default_factory=dict)
    refunds: dict[str, Row] = field(default_factory=dict)
    disputes: dict[str, Row] = field(default_factory=dict)
    no_refunds: set[str] = field(default_factory=set)
    keys: dict[str, tuple[str, Row]] = field(default_factory=dict)
    messages: list[Row] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def make(self, told: Row, key: str) -> tuple[Row, int]:
        """Make a payment, once a key. Raises Answer."""
        with self.lock:
            for name in ("amount", "reference", "description", "return_url"):
                if name not in told:
                    raise Answer(400, "P0101", f"Missing mandatory attribute: {name}", field=name)
            if not isinstance(told["amount"], int) or not 0 < told["amount"] <= 10_000_000:
                raise Answer(422, "P0102", "Invalid attribute value: amount. Must be between 1 and 10000000")
            if key in self.keys:
                made, before = self.keys[key]
                if before != told:
                    raise Answer(409, "P0191", "The Idempotency-Key has already been used to create a payment")
                return self.payments[made], 200
            govuk_id = f"stub{hashlib.sha256(f'{len(self.payments)} {key}'.encode()).hexdigest()[:22]}"
            row = {
                **told, "payment_id": govuk_id, "payment_provider": "sandbox", "language": "en",
                "created_date": self._stamp(), "refund_summary": {"status": "pending", "amount_available": 0},
                "settlement_summary": {}, "state": {"status": "created", "finished": False},
                "_links": {
                    "self": {"href": f"{self.url}/v1/payments/{govuk_id}", "method": "GET"},
                    "next_url": {"href": f"{self.url}/secure/{govuk_id}", "method": "GET"},
                },
            }  # fmt: skip
            self.payments[govuk_id] = row
            if key:
                self.keys[key] = (govuk_id, told)
            return row, 201

    def find(self, govuk_id: str) -> Row:
        """One payment. Raises Answer."""
        if govuk_id not in self.payments:
            raise Answer(404, "P0200", "Not found")
        return self.payments[govuk_id]

    def pay(self, govuk_id: str, card: str = "4444333322221111") -> Row:
        """A payer types a card on the page and confirms."""
        with self.lock:
            row = self.find(govuk_id)
            if row["state"]["finished"]:
                return row
            if re.sub(r"\D", "", card).endswith(DECLINED):
                self.end(govuk_id, "failed", "P0010")
            else:
                self.end(govuk_id, "success")
                row["refund_summary"] = {"status": "available", "amount_available": row["amount"]}
                row["settlement_summary"] = {"capture_submit_time": self._stamp()}
            return row

    def end(self, govuk_id: str, state: str, code: str = "") -> None:
        """A payment ends: paid, declined, expired, given up."""
        row = self.find(govuk_id)
        row["state"] = {"status": state, "finished": True}
        if code:
            row["state"] |= {"code": code, "message": _WORDS.get(code, "Error")}
        row["_links"].pop("next_url", None)
        self.tell({"success": "card_payment_succeeded"}.get(state, f"card_payment_{state}"), row)

    def cancel(self, govuk_id: str) -> None:
        """Give a payment up. Raises Answer."""
        with self.lock:
            if self.find(govuk_id)["state"]["finished"]:
                raise Answer(400, "P0501", "Cancellation of payment failed")
            self.end(govuk_id, "cancelled", "P0040")

    def refund(self, govuk_id: str, pence: int, available: int | None) -> Row:
        """Pay some of it back. Raises Answer."""
        with self.lock:
            row = self.find(govuk_id)
            left = int(row["refund_summary"]["amount_available"])
            if available is not None and available != left:
                raise Answer(412, "P0604", "Refund amount available mismatch.")
            if not 0 < pence <= left:
                status = row["refund_summary"]["status"] if not left else "insufficient amount"
                raise Answer(400, "P0603", f"The payment is not available for refund. Payment refund status: {status}")
            made: Row = {
                "refund_id": f"re{len(self.refunds) + 1:024d}", "payment_id": govuk_id, "amount": pence,
                "status": "submitted", "created_date": self._stamp(), "settlement_summary": {},
            }  # fmt: skip
            self.refunds[made["refund_id"]] = made
            row["refund_summary"] = {
                "status": "available" if left > pence else "full",
                "amount_available": left - pence,
            }
            self.tell("card_payment_refunded", row)
            return made

    def finish_refunds(self) -> None:
        """The provider deals with the refunds that were submitted: they reach the card, or cannot."""
        with self.lock:
            for made in self.refunds.values():
                if made["status"] != "submitted":
                    continue
                row = self.payments[made["payment_id"]]
                if made["payment_id"] not in self.no_refunds:
                    made["status"] = "success"
                    continue
                made["status"] = "error"
                available = int(row["refund_summary"]["amount_available"]) + made["amount"]
                row["refund_summary"] = {"status": "available", "amount_available": available}

    def refunds_of(self, govuk_id: str) -> Row:
        """Every refund of a payment. Raises Answer."""
        self.find(govuk_id)
        found = [made for made in self.refunds.values() if made["payment_id"] == govuk_id]
        return {"payment_id": govuk_id, "_embedded": {"refunds": found}}

    def refund_of(self, govuk_id: str, refund_id: str) -> Row:
        """One refund of a payment. Raises Answer."""
        made = self.refunds.get(refund_id, {})
        if made.get("payment_id") != govuk_id:
            raise Answer(404, "P0700", "Not found")
        return made

    def dispute(self, govuk_id: str, reason: str = "fraudulent") -> Row:
        """A payer's bank tells of a dispute."""
        with self.lock:
            made: Row = {
                "dispute_id": f"du{len(self.disputes) + 1:024d}", "payment_id": govuk_id,
                "amount": self.find(govuk_id)["amount"], "fee": 1500, "reason": reason, "status": "needs_response",
                "created_date": self._stamp(), "evidence_due_date": self._stamp(days=7), "settlement_summary": {},
            }  # fmt: skip
            self.disputes[made["dispute_id"]] = made
            return made

    def decide(self, dispute_id: str, status: str) -> None:
        """The bank decides a dispute, `won` or `lost`, or looks at what it was sent (`under_review`)."""
        with self.lock:
            made = self.disputes[dispute_id]
            made["status"] = status
            if status == "lost":
                made["net_amount"] = -made["amount"] - made["fee"]

    def settle(self, on: date) -> int:
        """Settle on a day what was paid, refunded and lost in disputes; the pence, less fees."""
        with self.lock:
            net = 0
            for row in self.payments.values():
                if row["state"]["status"] == "success" and "settled_date" not in row["settlement_summary"]:
                    row["settlement_summary"] |= {"captured_date": on.isoformat(), "settled_date": on.isoformat()}
                    if self.fee_pence:
                        row |= {"fee": self.fee_pence, "net_amount": row["amount"] - self.fee_pence}
                    net += row["amount"] - self.fee_pence
                    self.tell("card_payment_settled", row)
            for made in self.refunds.values():
                if made["status"] == "success" and not made["settlement_summary"]:
                    made["settlement_summary"] = {"settled_date": on.isoformat()}
                    net -= made["amount"]
            for lost in self.disputes.values():
                if lost["status"] == "lost" and not lost["settlement_summary"]:
                    lost["settlement_summary"] = {"settled_date": on.isoformat()}
                    net += lost["net_amount"]
            return net

    def tell(self, event: str, row: Row) -> Row:
        """Something happened: a message of it."""
        message = {
            "webhook_message_id": f"message{len(self.messages) + 1:06d}", "api_version": 1,
            "created_date": self._stamp(), "resource_id": row["payment_id"], "resource_type": "payment",
            "event_type": event, "resource": {name: value for name, value in row.items() if name != "_links"},
        }  # fmt: skip
        self.messages.append(message)
        return message

    def webhook(self, message: Row | None = None) -> tuple[bytes, str]:
        """A delivery of a message (else the last) and its signature."""
        body = json.dumps(message or self.messages[-1]).encode()
        return body, hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()

    def search(self, what: str, wanted: dict[str, str]) -> Row:
        """A page of what was made, the newest first. Raises Answer."""
        size, page = int(wanted.get("display_size", 500)), int(wanted.get("page", 1))
        if not 1 <= size <= 500:
            raise Answer(
                422,
                "P0401",
                "Invalid parameters: display_size. See Public API documentation for the correct data formats",
            )
        rows = {"payments": self.payments, "refunds": self.refunds, "disputes": self.disputes}[what].values()
        first, last = wanted.get("from_settled_date", ""), wanted.get("to_settled_date", "~")
        found = [
            row for row in rows
            if wanted.get("reference", row.get("reference")) == row.get("reference")
            and (not first or first <= row["settlement_summary"].get("settled_date", "") <= last)
        ][::-1]  # fmt: skip
        some = found[(page - 1) * size : page * size]
        links = {"self": {"href": f"{self.url}/v1/{what}?page={page}"}}
        if page * size < len(found):
            links["next_page"] = {"href": f"{self.url}/v1/{what}?page={page + 1}"}
        return {"total": len(found), "count": len(some), "page": page, "results": some, "_links": links}

    def within_limits(self) -> None:
        """Count a request. Raises Answer when there are too many."""
        with self.lock:
            clock = time.monotonic()
            self.moments = [moment for moment in self.moments if clock - moment < 60]
            if len(self.moments) >= self.a_minute:
                raise Answer(429, "P0900", "Too many requests")
            self.moments.append(clock)

    def _stamp(self, *, days: int = 0) -> str:
        return (self.now + timedelta(days=days, seconds=len(self.messages))).strftime("%Y-%m-%dT%H:%M:%S.000Z")


class Stub(ThreadingHTTPServer):
    """The stub, listening. `books` holds what it was given."""

    daemon_threads = True

    def __init__(self, port: int = 0, books: Books | None = None) -> None:
        self.books = books or Books()
        super().__init__(("127.0.0.1", port), _Door)
        self.books.url = self.url

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Door(BaseHTTPRequestHandler):
    server: Stub

    def do_POST(self) -> None:
        """Make a payment, give one up, pay one back; or the card's page."""
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if self.path.startswith("/secure/"):
            self._typed(body)
        else:
            self._answer(lambda: self._act(json.loads(body or b"{}")))

    def do_GET(self) -> None:
        """Tell of one payment, or of several; or the card's page."""
        if self.path.startswith("/secure/"):
            self._card_page()
        else:
            self._answer(self._tell)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def _act(self, told: Row) -> tuple[Row, int]:
        books, (_, _, what, *more) = self.server.books, self.path.split("/")
        books.requests.append(self.path)
        if what == "payments" and not more:
            return books.make(told, self.headers.get("Idempotency-Key", ""))
        if what == "payments" and more[1:] == ["cancel"]:
            books.cancel(more[0])
            return {}, 204
        if what == "payments" and more[1:] == ["refunds"]:
            return books.refund(more[0], told["amount"], told.get("refund_amount_available")), 202
        raise Answer(404, "P0200", "Not found")

    def _tell(self) -> tuple[Row, int]:
        asked = urlsplit(self.path)
        _, _, what, *more = asked.path.split("/")
        if what == "payments" and more[1:] == ["refunds"]:
            return self.server.books.refunds_of(more[0]), 200
        if what == "payments" and more[1:2] == ["refunds"]:
            return self.server.books.refund_of(more[0], more[2]), 200
        if what == "payments" and more:
            return self.server.books.find(more[0]), 200
        if what not in ("payments", "refunds", "disputes"):
            raise Answer(404, "P0200", "Not found")
        return self.server.books.search(what, {name: value[0] for name, value in parse_qs(asked.query).items()}), 200

    def _card_page(self) -> None:
        row = self.server.books.payments[self.path.removeprefix("/secure/")]
        said = _PAGE.format(description=row["description"], pounds=f"{row['amount'] / 100:,.2f}")
        self._send(200, said.encode(), "text/html; charset=utf-8")

    def _typed(self, body: bytes) -> None:
        books, govuk_id = self.server.books, self.path.removeprefix("/secure/")
        typed = parse_qs(body.decode())
        if typed.get("do") == ["cancel"]:
            books.end(govuk_id, "failed", "P0030")
        else:
            books.pay(govuk_id, typed.get("card", [""])[0])
        self.send_response(303)
        self.send_header("Location", str(books.payments[govuk_id]["return_url"]))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, act: Callable[[], tuple[Row, int]]) -> None:
        try:
            if self.headers.get("Authorization") != f"Bearer {TOKEN}":
                raise Answer(401, "P0900", "Credentials are required to access this resource")
            self.server.books.within_limits()
            body, status = act()
        except Answer as answer:
            body, status = answer.body, answer.status
        self._send(status, b"" if status == 204 else json.dumps(body).encode(), "application/json")

    def _send(self, status: int, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
