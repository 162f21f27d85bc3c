"""Send one customer a text from an approved template, if they asked for texts: --show first tells what it says.

  send-text C0000001234 please-call --show
  send-text C0000001234 please-call

Whoever acts for the customer reads it instead. It goes with the next dispatch.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.commands.composed import ask_for_the_stage, shown
from piperoll.commands.restricted import to_see
from piperoll.dispatch.composing import compose
from piperoll.dispatch.send_text import send_text
from piperoll.documents.template_queries import template_called

NEEDS_ACTOR = True
GROUP = "Letters"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", help="the customer's reference")
    parser.add_argument("template", help="a text template's name")
    ask_for_the_stage(parser)
    parser.add_argument("--show", action="store_true", help="show what it would say, and send nothing")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Show it or write it. Raises NoSuchCustomer, RecordRestricted, NoSuchTemplate and whatever composing refuses."""
    customer = to_see(options)
    if options.show:
        options.by.must("send_text")
        return shown(compose(template_called(options.template), customer, stage=options.stage, on=options.on))
    done = send_text(
        customer=customer.pk, template=options.template, stage=options.stage, on=options.on, at=now(), by=options.by
    )
    numbers = ", ".join(map(str, done.documents))
    return Answer(
        asdict(done), f"Written to {', '.join(done.to)} (document {numbers}). It goes with the next dispatch."
    )
