"""GOV.UK Notify through its own client: letters, emails, texts, what became of one. Every send carries our reference.

What Notify answers says how sure we are: a 400 is refused for good, a 429 asks to try later, anything else is in doubt
until Notify is asked whether it has our reference.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from django.conf import settings
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient
from notifications_python_client.utils import prepare_upload

from piperoll.dispatch.mail import NotTaken, TryLater
from piperoll.foundations.refusals import Refused

NOTIFY = "notify"
MOST_BYTES = 2 * 1024 * 1024
_KEY = re.compile(r".+-[0-9a-f-]{36}-[0-9a-f-]{36}")


class NoNotifyKey(Refused):
    """GOV.UK Notify is to be used, but PIPEROLL_NOTIFY_KEY holds no key of it, so letters wait. Make one in Notify."""


class NoNotifyTemplate(Refused):
    """Emails are to go by GOV.UK Notify, but PIPEROLL_NOTIFY_EMAIL_TEMPLATE names no template of it, so they wait. Make
    one there with ((subject)), ((body)) and ((link_to_file))."""


class NoNotifyTextTemplate(Refused):
    """Texts are to go by GOV.UK Notify, but PIPEROLL_NOTIFY_TEXT_TEMPLATE names no template of it, so they wait. Make
    one there whose only words are ((body))."""


class NotifyAway(Refused):
    """GOV.UK Notify cannot be asked now: {why}. Nothing was changed; ask again later."""


class Notify:
    """A connection to GOV.UK Notify with this council's key. Raises NoNotifyKey."""

    def __init__(self) -> None:
        if not _KEY.fullmatch(settings.NOTIFY_KEY):
            raise NoNotifyKey()
        self._client: Any = NotificationsAPIClient(settings.NOTIFY_KEY, base_url=settings.NOTIFY_URL)  # type: ignore[no-untyped-call]

    def send_letter(self, reference: str, pdf: bytes) -> str:
        """Hand over a letter of ours; Notify's id of it. Raises NotTaken, TryLater."""
        with _answers():
            return str(self._client.send_precompiled_letter_notification(reference, io.BytesIO(pdf))["id"])

    def send_email(self, reference: str, to: str, told: dict[str, Any]) -> str:
        """Hand over an email; Notify's id of it. Raises NotTaken, TryLater."""
        with _answers():
            answer = self._client.send_email_notification(
                to, settings.NOTIFY_EMAIL_TEMPLATE, personalisation=told, reference=reference
            )
        return str(answer["id"])

    def send_text(self, reference: str, to: str, words: str) -> str:
        """Hand over a text; Notify's id of it. Raises NotTaken, TryLater."""
        with _answers():
            answer = self._client.send_sms_notification(
                to, settings.NOTIFY_TEXT_TEMPLATE, personalisation={"body": words}, reference=reference
            )
        return str(answer["id"])

    def has(self, reference: str) -> str | None:
        """Notify's id of what carries our reference, or None. Raises NotifyAway."""
        try:
            found = self._client.get_all_notifications(reference=reference)["notifications"]
        except APIError as fault:
            raise NotifyAway(why=str(fault)[:200]) from None
        return str(found[0]["id"]) if found else None

    def status_of(self, notification: str) -> str:
        """What became of a notification, in Notify's word. Raises NotifyAway."""
        try:
            return str(self._client.get_notification_by_id(notification)["status"])
        except APIError as fault:
            raise NotifyAway(why=str(fault)[:200]) from None


class NotifyMail:
    """Sends the emails of a run through Notify: the words as they are, the document as a link that expires.

    Raises NoNotifyTemplate.
    """

    def __init__(self, notify: Notify) -> None:
        if not settings.NOTIFY_EMAIL_TEMPLATE:
            raise NoNotifyTemplate()
        self._notify = notify

    def send(self, message: EmailMessage) -> str:
        """Hand it over; the reference that finds it again. Raises NotTaken, TryLater."""
        body = message.get_body(("plain",))
        told = {
            "subject": str(message["Subject"]),
            "body": str(body.get_content()) if body else "",
            "link_to_file": self._attached(message),
        }
        return f"{NOTIFY}:{self._notify.send_email(str(message['Message-ID']), str(message['To']), told)}"

    def _attached(self, message: EmailMessage) -> Any:
        """The document of an email, to be linked to; nothing where none is attached. Raises NotTaken."""
        attached = next(message.iter_attachments(), None)
        if attached is None:
            return ""
        pdf = attached.get_content()
        if len(pdf) >= MOST_BYTES:
            raise NotTaken(why="the document is larger than the 2 MB that Notify sends")
        return prepare_upload(io.BytesIO(pdf), filename=attached.get_filename())  # type: ignore[no-untyped-call]


def reference_of(document: int) -> str:
    """The reference by which Notify knows a letter or text of ours."""
    return f"document-{document}"


@contextmanager
def _answers() -> Iterator[None]:
    try:
        yield
    except APIError as fault:
        code, why = fault.status_code, _words(fault)
        if code == 429:
            raise TryLater(why=why) from None
        if code in (400, 403):
            raise NotTaken(why=why) from None
        raise


def _words(fault: APIError) -> str:
    told = fault.message
    if isinstance(told, list):
        return "; ".join(f"{one.get('error')}: {one.get('message')}" for one in told)[:300]
    return str(told)[:300]
