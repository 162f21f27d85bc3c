"""A real mail server on this machine: what it takes is sent, what it refuses is known for what it is."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from pytest_django import Settings

from dispatch.letters import now, prepare, states
from piperoll.dispatch import mail
from piperoll.dispatch.dispatch_letters import dispatch_letters
from piperoll.foundations.actors import Actor
from the_day import MORNING


class Server:
    """Takes emails, refuses Ben's and is too busy for Cai's."""

    def __init__(self) -> None:
        self.taken: list[Any] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address.startswith("ben"):
            return "550 no such user"
        if address.startswith("cai"):
            return "451 busy"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.taken.append(envelope)
        return "250 taken"


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    handler = Server()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.MAIL_URL = f"smtp+plain://127.0.0.1:{port}"
    yield handler
    controller.stop()


def message(to: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "us@council.example", to, "Hello"
    made.set_content("Hello")
    return made


def test_taken_refused_and_later(server: Server) -> None:
    with mail.the_councils_mail() as sender:
        sender.send(message("ada@example.com"))
        with pytest.raises(mail.NotTaken, match="550 no such user"):
            sender.send(message("ben@example.com"))
        with pytest.raises(mail.TryLater, match="451 busy"):
            sender.send(message("cai@example.com"))
    assert len(server.taken) == 1


def test_a_whole_run_through_it(server: Server, billed: int, manager: Actor) -> None:
    prepare(manager)
    sent = dispatch_letters(**now(manager, MORNING), workers=1)
    assert (sent.bounced, sent.waiting, sent.posted) == (1, 1, 2)
    assert states()["Cai"] == "prepared"


@pytest.mark.parametrize("url", ["smtp://127.0.0.1:9", "smtps://user:pass@127.0.0.1:9", "smtp+plain://127.0.0.1:9"])
def test_a_server_that_is_not_there_is_said(settings: Settings, url: str) -> None:
    settings.MAIL_URL = url
    with pytest.raises(mail.CannotReachMailServer, match="so emails wait"), mail.the_councils_mail():
        pass
