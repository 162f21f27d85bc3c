"""Change a service's name or email, or have it stop (or start again) sending charges."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.council.change_service import change_service
from piperoll.council.set_dated_figure import service_coded

GROUP = "Set-up"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("code", help="the service's code")
    parser.add_argument("--name", help="another name")
    parser.add_argument("--email", help="another email address")
    parser.add_argument("--manager-email", help="where its manager is written to when an answer is late")
    parser.add_argument("--head-email", help="where its head of service is written to when it is later still")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--stop", action="store_true", help="reject its charges from now on")
    which.add_argument("--start", action="store_true", help="take its charges again")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Change it. Raises NoSuchService, NameMissing."""
    service = service_coded(options.code)
    done = change_service(
        code=service.code,
        name=service.name if options.name is None else options.name,
        email=service.email if options.email is None else options.email,
        manager_email=options.manager_email,
        head_email=options.head_email,
        is_active=(service.is_active or options.start) and not options.stop,
        on=options.on,
        at=now(),
        by=options.by,
    )
    state = "may send charges" if done.is_active else "may no longer send charges"
    return Answer(asdict(done), f"{done.name} ({done.code}) {state}.")
