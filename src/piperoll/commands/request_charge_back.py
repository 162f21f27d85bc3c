"""Ask that a disputed debt its service let go stale be charged back to that service; somebody else decides.

Its head of service must have been written to, on a day before, without an answer (chase-disputes). Decided, the sum
comes off the invoice, the service's income bears it, and the customer is told.

request-charge-back 12 --why "Asked four times since March; no round sheet was ever shown"
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.disputes.request_charge_back import request_charge_back
from piperoll.disputes.rules import reference_of
from piperoll.foundations.money import pounds

GROUP = "Disputes"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("dispute", type=int, help="the dispute's number")
    parser.add_argument("--why", required=True, help="why the service is to bear it")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Ask. Raises whatever the verb refuses."""
    done = request_charge_back(dispute=options.dispute, why=options.why, on=options.on, at=now(), by=options.by)
    said = f"{pounds(done.pence)} for {done.service} to bear waits as request {done.request}."
    return Answer(asdict(done), f"{reference_of(done.dispute)}: {said}")
