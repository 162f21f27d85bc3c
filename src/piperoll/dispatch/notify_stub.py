"""A stand-in for GOV.UK Notify on this machine: addresses, keys, limits, errors, statuses, callbacks; nothing is sent.

Each time a notification is asked after it goes one step on, so that a test or a demo need not wait. Told where to call
back, it tells how each email and text ended, and tries again as Notify does until it is heard. Addresses that
Notify keeps for trying failures fail here too. Letters are measured as Notify measures them.
"""

from __future__ import annotations

import base64
import json
import threading
import time
import uuid
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

from piperoll.documents.rendering.zones import measure

SERVICE, SECRET = "5e11c0de-0000-4000-8000-000000000001", "5e11c0de-0000-4000-8000-000000000002"
KEY = f"stub-{SERVICE}-{SECRET}"
"""The key of the stub, in the form of Notify's."""
TOO_OLD_SECONDS = 30
TELLS_AGAIN = 5
"""Notify waits five minutes between; the stub does not."""
STEPS = {
    "email": ("created", "sending", "delivered"),
    "sms": ("created", "sending", "delivered"),
    "letter": ("pending-virus-check", "accepted", "received"),
}
ENDS = {
    "temp-fail@simulator.notify": "temporary-failure",
    "perm-fail@simulator.notify": "permanent-failure",
    "07700900003": "temporary-failure",
    "07700900002": "permanent-failure",
}


class Answer(Exception):
    """An answer that is an error, in Notify's form."""

    def __init__(self, code: int, error: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.body = {"status_code": code, "errors": [{"error": error, "message": message}]}


@dataclass(frozen=True)
class CallBack:
    """Where to tell what became of things, with which bearer token, and how long to wait before trying again."""

    url: str
    token: str
    wait_seconds: float = 1.0

    def tell(self, told: dict[str, Any]) -> int:
        """Tell it until it is heard, six times at most; the last answer's code, 0 for none."""
        code = 0
        for _ in range(1 + TELLS_AGAIN):
            time.sleep(self.wait_seconds)
            code = self._tell_once(json.dumps(told))
            if 200 <= code < 300:
                break
        return code

    def _tell_once(self, body: str) -> int:
        there = urlsplit(self.url)
        line = HTTPConnection(there.hostname or "localhost", there.port, timeout=10)
        try:
            headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"}
            line.request("POST", there.path, body, headers)
            return line.getresponse().status
        except OSError:
            return 0
        finally:
            line.close()


@dataclass
class Books:
    """What the stub was given, and how much it takes: by the minute, and letters, emails and texts by the day."""

    a_minute: int = 3000
    a_day: dict[str, int] = field(default_factory=lambda: {"letter": 20_000, "email": 250_000, "sms": 250_000})
    given: dict[str, dict[str, Any]] = field(default_factory=dict)
    moments: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    calls_back: CallBack | None = None
    heard: list[int] = field(default_factory=list)

    def take(self, kind: str, told: dict[str, Any]) -> dict[str, Any]:
        """Take a notification in. Raises Answer."""
        with self.lock:
            self._within_limits(kind)
            key, reference = str(uuid.uuid4()), told.get("reference")
            self.given[key] = {"id": key, "type": kind, "reference": reference, "step": 0, "end": _checked(kind, told)}
        if self.calls_back and kind != "letter":
            threading.Thread(target=self._call_back, args=(self.given[key], told), daemon=True).start()
        return {"id": key, "reference": reference}

    def _call_back(self, found: dict[str, Any], told: dict[str, Any]) -> None:
        """Tell how one ended, in Notify's form."""
        assert self.calls_back is not None
        receipt = {
            "id": found["id"], "reference": found["reference"], "notification_type": found["type"],
            "to": told.get("email_address") or told.get("phone_number"), "status": found["end"] or "delivered",
            "template_id": told.get("template_id"), "template_version": 1,
        }  # fmt: skip
        self.heard.append(self.calls_back.tell(receipt))

    def tell(self, found: dict[str, Any]) -> dict[str, Any]:
        """A notification as it stands, one step on from last time."""
        with self.lock:
            steps = STEPS[found["type"]]
            place = min(found["step"], len(steps) - 1)
            status = found["end"] if found["end"] and place else steps[place]
            found["step"] += 1
        return {"id": found["id"], "type": found["type"], "reference": found["reference"], "status": status}

    def _within_limits(self, kind: str) -> None:
        clock = time.monotonic()
        self.moments = [moment for moment in self.moments if clock - moment < 60]
        if len(self.moments) >= self.a_minute:
            said = f"Exceeded rate limit for key type LIVE of {self.a_minute} requests per 60 seconds"
            raise Answer(429, "RateLimitError", said)
        if sum(one["type"] == kind for one in self.given.values()) >= self.a_day[kind]:
            raise Answer(429, "TooManyRequestsError", f"Exceeded send limits ({kind}: {self.a_day[kind]}) for today")
        self.moments.append(clock)


def _checked(kind: str, told: dict[str, Any]) -> str | None:
    """How a notification will end when not well; None when it will. Raises Answer for what is refused at once."""
    if kind == "letter":
        if not told.get("reference"):
            raise Answer(400, "ValidationError", "reference is a required property")
        try:
            pdf = base64.b64decode(told.get("content", ""), validate=True)
        except ValueError:
            raise Answer(400, "BadRequestError", "Cannot decode letter content (invalid base64 encoding)") from None
        return None if measure(pdf).is_fit else "validation-failed"
    whom = "email_address" if kind == "email" else "phone_number"
    to = str(told.get(whom, ""))
    if (kind == "email" and "@" not in to) or not to:
        raise Answer(400, "ValidationError", f"{whom} Not a valid {whom.replace('_', ' ')}")
    if not told.get("template_id"):
        raise Answer(400, "BadRequestError", "Template not found")
    return ENDS.get(to.replace(" ", ""))


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
        """Take a letter, an email or a text."""
        self._answer(self._take, 201)

    def do_GET(self) -> None:
        """Tell of one notification, or of those with a reference."""
        self._answer(self._tell, 200)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def _take(self) -> dict[str, Any]:
        kind = self.path.removeprefix("/v2/notifications/")
        if kind not in STEPS:
            raise Answer(404, "NoResultFound", "No such address")
        try:
            told = json.loads(self.rfile.read(int(self.headers.get("Content-Length", "0"))))
        except ValueError:
            raise Answer(400, "BadRequestError", "Invalid JSON supplied in POST data") from None
        return self.server.books.take(kind, told)

    def _tell(self) -> dict[str, Any]:
        asked = urlsplit(self.path)
        given = self.server.books.given
        if asked.path == "/v2/notifications":
            wanted = parse_qs(asked.query).get("reference")
            found = [one for one in given.values() if not wanted or one["reference"] in wanted]
            return {"notifications": [self.server.books.tell(one) for one in found], "links": {}}
        one = given.get(asked.path.rpartition("/")[2])
        if one is None:
            raise Answer(404, "NoResultFound", "No result found")
        return self.server.books.tell(one)

    def _answer(self, act: Any, code: int) -> None:
        try:
            self._must_have_a_key()
            body = act()
        except Answer as answer:
            code, body = answer.code, answer.body
        content = json.dumps(body).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _must_have_a_key(self) -> None:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            told = jwt.decode(token, SECRET, algorithms=["HS256"], options={"verify_iat": False})
        except jwt.PyJWTError:
            raise Answer(403, "AuthError", "Invalid token: API key not found") from None
        if told.get("iss") != SERVICE:
            raise Answer(403, "AuthError", "Invalid token: service not found")
        if abs(time.time() - told.get("iat", 0)) > TOO_OLD_SECONDS:
            raise Answer(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds")
