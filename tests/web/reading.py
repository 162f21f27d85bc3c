"""What a page says, as tests of pages read it."""

from __future__ import annotations

from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client


def said(client: Client, where: str, /, **sent: object) -> str:
    """The page at an address; where something is sent, the page that the form ends on."""
    if sent:
        return posted(client, where, **sent)
    return _page(client.get(where), 200)


def posted(client: Client, where: str, /, **sent: object) -> str:
    """The page that a form ends on, its own again (400) where it is refused."""
    return _page(client.post(where, sent, follow=True), 200, 400)


def words_of(client: Client, where: str, /) -> str:
    """A page's words, however its lines are broken."""
    return " ".join(said(client, where).split())


def downloaded(client: Client, where: str, /) -> str:
    """The text of a file made for a spreadsheet."""
    answer = client.get(where)
    assert isinstance(answer, StreamingHttpResponse), f"{where} answered {answer.status_code}"
    return answer.getvalue().decode("utf-8-sig")


def _page(answer: HttpResponse, *expected: int) -> str:
    page = answer.content.decode()
    assert answer.status_code in expected, f"answered {answer.status_code}: …{page[-300:]}"
    return page
