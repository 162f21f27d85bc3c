"""Emails that were caught on this machine instead of sent: in the demo, or where somebody tries things out."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from glob import escape
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from piperoll.dispatch import mail, post_room
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Table
from piperoll.web.doors import PageRequest, page
from piperoll.web.letters.tabs import tabs
from piperoll.web.letters.templates import words_shown
from piperoll.web.paging import page_number, pages

A_PAGE = 50


@page(permission="see_letters", section="Letters")
@require_GET
def caught(request: PageRequest) -> HttpResponse:
    """The list, the newest first."""
    files = sorted(
        post_room.folder("caught").glob("*.[et][mx][lt]"), key=lambda file: (-file.stat().st_mtime, file.name)
    )
    start = (page_number(request) - 1) * A_PAGE
    rows = []
    for file in files[start : start + A_PAGE]:
        message = _read(file)
        title = str(message["Subject"]) if file.suffix == ".eml" else "Text message"
        rows.append([Link(title, reverse("caught_email", args=[file.stem])), message["To"], message["Date"] or ""])
    pieces = {
        "tabs": tabs("caught"),
        "is_catching": settings.MAIL_URL == mail.CATCH,
        "table": Table(
            "Caught emails", [Column("Subject"), Column("To"), Column("Date")], rows, caption_hidden=True,
            empty="No email has been caught.",
        ),
        "pages": pages(request, more=len(files) > start + A_PAGE),
    }  # fmt: skip
    return render(request, "letters/caught.html", pieces)


@page(permission="see_letters", section="Letters")
@require_GET
def caught_email(request: PageRequest, name: str) -> HttpResponse:
    """One caught email: what its reader would see."""
    file = next(post_room.folder("caught").glob(f"{escape(name)}.[et][mx][lt]"), None)
    if "/" in name or file is None:
        raise Http404
    message, is_email = _read(file), file.suffix == ".eml"
    body = message.get_body(("plain",))
    attached = ", ".join(part.get_filename() or "a file" for part in message.iter_attachments())
    facts = [Fact(key, message[key]) for key in ("From", "To", "Date") if message[key]]
    facts += [Fact("Attached", attached)] if attached else []
    subject = str(message["Subject"]) if is_email else "Text message"
    said = str(body.get_content()).replace("\r\n", "\n") if body else ""
    pieces = {
        "trail": breadcrumbs(Link("Caught emails", reverse("caught_emails"))),
        "subject": subject,
        "heading": "A caught email" if is_email else "A caught text",
        "facts": Summary(facts, title="Email" if is_email else "Text message"),
        "words": words_shown(subject if is_email else "", said),
    }
    return render(request, "letters/caught_email.html", pieces)


def _read(file: Path) -> EmailMessage:
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message
