"""Take in a GoCardless webhook that was kept in a file, with the signature it came with.

GoCardless delivers them to the page gocardless/webhook/ by itself; this is for one that did not arrive.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.ask_gocardless import answer
from piperoll.commands.asking import ask_for_the_day, now, readable
from piperoll.gocardless.take_gocardless_webhook import take_gocardless_webhook

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("body", type=Path, help="the body, to the byte")
    parser.add_argument("--signature", required=True, help="its Webhook-Signature header")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Take it in. Raises NoWebhookSecret, NotFromGocardless, NotAWebhook, AlreadyTakenIn."""
    body = readable(options.body).read_bytes()
    taken = take_gocardless_webhook(
        body=body, signature=options.signature, on=options.on, at=now(), by=options.by
    )  # fmt: skip
    return answer(taken)
