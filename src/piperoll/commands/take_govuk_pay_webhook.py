"""Take in a GOV.UK Pay webhook that was kept in a file, with the signature it came with.

GOV.UK Pay delivers them to the page govuk-pay/webhook/ by itself; this is for one that did not arrive.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.cards.take_govuk_pay_webhook import take_govuk_pay_webhook
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now, readable

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("body", type=Path, help="the body, to the byte")
    parser.add_argument("--signature", required=True, help="its Pay-Signature header")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Take it in. Raises what the verb raises."""
    taken = take_govuk_pay_webhook(
        body=readable(options.body).read_bytes(), signature=options.signature, on=options.on, at=now(), by=options.by
    )  # fmt: skip
    told = f"Run {taken.run}\n  {taken.event.replace('_', ' ')}"
    return Answer(asdict(taken), told + (f": the payment is {taken.state} there" if taken.state else ""))
