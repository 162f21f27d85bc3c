"""Sending an email: through the council's mail server, or into a folder where nothing leaves the machine.

A sender raises Refused kinds that say how sure we are: NotTaken (the server refused this one), TryLater (it certainly
did not go), and anything else leaves it in doubt.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from types import TracebackType
from typing import Protocol

from django.conf import settings

from piperoll.dispatch import post_room
from piperoll.foundations.refusals import Refused

CATCH = "catch"
_FOR_GOOD = range(500, 600)


class NoMailServer(Refused):
    """No mail server is named, so emails wait. Set PIPEROLL_MAIL to smtp://HOST, to notify, or to catch."""


class CannotReachMailServer(Refused):
    """The mail server {host} cannot be reached ({why}), so emails wait. Dispatch again when it is back."""


class NotTaken(Refused):
    """The mail server would not take it: {why}"""


class TryLater(Refused):
    """The mail server asks to try later: {why}"""


class Sender(Protocol):
    """Hands one email over; returns once it was taken, with a reference of its own or none."""

    def send(self, message: EmailMessage) -> str:
        """Hand it over."""


class Catcher:
    """Puts each email in a folder as `NUMBER.eml`, for the demo and for trying things out."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: EmailMessage) -> str:
        """Keep it."""
        name = message["Message-ID"].strip("<>").replace("/", "-")
        post_room.write_whole(self._folder / f"{name}.eml", message.as_bytes())
        return ""


class MailServer:
    """A connection to an SMTP server, kept for a run."""

    def __init__(self, smtp: smtplib.SMTP) -> None:
        self._smtp = smtp

    def send(self, message: EmailMessage) -> str:
        """Hand it over; what the server answers decides. A connection that breaks says nothing, and is raised as is."""
        try:
            self._smtp.send_message(message)
        except smtplib.SMTPRecipientsRefused as fault:
            ((code, said),) = fault.recipients.values()
            raise _refusal(code, said) from None
        except smtplib.SMTPResponseException as fault:
            raise _refusal(fault.smtp_code, fault.smtp_error) from None
        return ""


def _refusal(code: int, said: bytes | str) -> Refused:
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    return (NotTaken if code in _FOR_GOOD else TryLater)(why=f"{code} {words}"[:300])


class _Door:
    """Opens the connection when the first email is due, and closes it."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Sender:
        if self._url == CATCH:
            return Catcher(post_room.folder("caught"))
        self._smtp = _connected(self._url)
        return MailServer(self._smtp)

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._smtp is not None:
            self._smtp.close()


@contextmanager
def the_councils_mail() -> Iterator[Sender]:
    """What PIPEROLL_MAIL names: `smtp://user:password@host:587` (STARTTLS), `smtps://…`, `smtp+plain://…`, or `catch`.

    Raises NoMailServer, CannotReachMailServer.
    """
    if not settings.MAIL_URL:
        raise NoMailServer()
    with _Door(settings.MAIL_URL) as sender:
        yield sender


def _connected(url: str) -> smtplib.SMTP:
    from urllib.parse import unquote, urlsplit

    told = urlsplit(url)
    host = told.hostname or "localhost"
    try:
        if told.scheme == "smtps":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                host, told.port or 465, timeout=60, context=ssl.create_default_context()
            )
        else:
            smtp = smtplib.SMTP(host, told.port or 587, timeout=60)
            if told.scheme != "smtp+plain":
                smtp.starttls(context=ssl.create_default_context())
        if told.username:
            smtp.login(unquote(told.username), unquote(told.password or ""))
    except (OSError, smtplib.SMTPException) as fault:
        raise CannotReachMailServer(host=host, why=str(fault)[:200]) from None
    return smtp
