"""kill -9 while letters go out: whatever the moment, nobody gets one twice, and what nobody can know is said."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from dispatch.letters import by_email
from piperoll.dispatch.models import Document
from piperoll.runs.checking_seals import check_chain
from the_day import ask, bill, charge, set_up_anytown, take_in_letters
from throwaway_database import Throwaway

TESTS = Path(__file__).parent.parent
NAMES = [f"Letter{n}" for n in range(16)]


class Postbox:
    """A mail server that keeps what it was handed."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.taken.append(message_from_bytes(envelope.content)["Message-ID"])
        return "250 Message accepted"


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, str]]:
    box = Postbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    yield box, f"smtp+plain://127.0.0.1:{port}"
    server.stop()


class Office:
    """Runs a verb in a process of its own, to its end or to ours."""

    def __init__(self, books: Throwaway, post_room: Path, mail: str) -> None:
        self.environment = os.environ | {
            "PIPEROLL_APP_URL": books.addresses.app_url,
            "PIPEROLL_OWNER_URL": books.addresses.owner_url,
            "PIPEROLL_POST_ROOM": str(post_room),
            "PIPEROLL_MAIL": mail,
            "PYTHONPATH": os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)]),
        }

    def start(self, verb: str) -> subprocess.Popen[str]:
        command = [sys.executable, str(TESTS / "stories" / "driver.py"), verb]
        process = subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "READY"
        return process

    def to_the_end(self, verb: str) -> float:
        process, began = self.start(verb), time.monotonic()
        said = process.stdout.read()  # type: ignore[union-attr]
        assert process.wait(120) == 0, said
        assert said.rstrip().endswith("DONE"), said
        return time.monotonic() - began

    def killed(self, verb: str, after: float) -> None:
        process = self.start(verb)
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        process.wait(30)


def a_bill_each(books: Throwaway, folder: Path) -> None:
    """Sixteen people are billed, every other one of them by email."""
    books.clean()
    manager = set_up_anytown()
    take_in_letters(manager)
    rows = [
        charge(name, "10.00", name=f"{name} Lovegrove", address_1=f"{n} Vinegar Lane") for n, name in enumerate(NAMES)
    ]
    bill(folder, manager, *rows)
    for name in NAMES[::2]:
        by_email(name)


def nobody_had_one_twice(box: Postbox, kills: int) -> None:
    """Each document ended once: in one print file, in one email, or in doubt after a kill."""
    states = Counter((d.outbox.channel, d.outbox.state) for d in Document.objects.select_related("outbox"))
    assert sum(states.values()) == len(NAMES)
    assert states["post", "sent"] == len(NAMES) // 2
    assert states["email", "sent"] + states["email", "in_doubt"] == len(NAMES) // 2
    assert states["email", "in_doubt"] <= kills
    assert max(Counter(box.taken).values()) == 1
    assert states["email", "sent"] <= len(box.taken) <= len(NAMES) // 2
    sent = ask("SELECT document_id, count(*) AS times FROM dispatch_event WHERE event = 'send' GROUP BY 1")
    assert all(row.times == 1 for row in sent)
    assert check_chain().agrees


def killed_now_and_then(office: Office, took: dict[str, float], dice: random.Random, kills: int) -> None:
    for verb in ("prepare_letters", "dispatch_letters"):
        for _ in range(kills):
            office.killed(verb, dice.uniform(0, took[verb]))
        office.to_the_end(verb)


def story(books: Throwaway, folder: Path, postbox: tuple[Postbox, str], seeds: range, kills: int = 2) -> None:
    box, mail = postbox
    office = Office(books, folder / "whole", mail)
    a_bill_each(books, folder)
    took = {verb: office.to_the_end(verb) for verb in ("prepare_letters", "dispatch_letters")}
    nobody_had_one_twice(box, 0)
    for seed in seeds:
        box.taken.clear()
        (there := folder / f"seed{seed}").mkdir()
        a_bill_each(books, there)
        killed_now_and_then(Office(books, there, mail), took, random.Random(seed), kills)
        nobody_had_one_twice(box, kills)


def test_letters_killed_twice_in_every_run_reach_everybody_once(
    books: Throwaway, tmp_path: Path, postbox: tuple[Postbox, str]
) -> None:
    story(books, tmp_path, postbox, range(1))


@pytest.mark.slow
def test_letters_killed_at_a_hundred_instants_reach_everybody_once(
    books: Throwaway, tmp_path: Path, postbox: tuple[Postbox, str]
) -> None:
    story(books, tmp_path, postbox, range(100, 150))
