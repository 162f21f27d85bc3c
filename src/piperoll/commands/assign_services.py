"""Say which services a service requester or approver works for: they see those services' things and no others."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.authority.assign_services import assign_services
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now

GROUP = "Councils and people"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("username", help="who")
    parser.add_argument("services", nargs="*", metavar="CODE", help="their services, all of them (none takes all away)")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Assign them. Raises NobodyCalled, NotOfAService, NoSuchService."""
    done = assign_services(username=options.username, services=options.services, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"{done.name} works for {', '.join(done.services) or 'no service'}.")
