"""Choose which debts a Direct Debit pays from today on: services, invoices, or everything when neither is named."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.commands.planning import ask_what_it_pays, ask_which, what_it_pays
from piperoll.direct_debit.choose_what_it_pays import choose_what_it_pays
from piperoll.direct_debit.deeds import mandate_named

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_which(parser)
    ask_what_it_pays(parser)
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Choose. Raises NoSuchMandate and whatever the verb refuses."""
    done = choose_what_it_pays(
        mandate=mandate_named(options.mandate).pk, pays=what_it_pays(options), on=options.on, at=now(), by=options.by
    )
    return Answer(asdict(done), f"Direct Debit {done.reference} pays: {done.pays}.")
