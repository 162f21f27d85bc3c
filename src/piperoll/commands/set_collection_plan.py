"""Set how much a Direct Debit collects and when.

set-collection-plan ATDD0000000195 --plan fixed --amount 45.00 --every monthly --day 1 --times 6
set-collection-plan ATDD0000000195 --plan variable --every monthly --day 1 15
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.commands.planning import ask_for_a_plan, ask_which, plan_told
from piperoll.direct_debit.deeds import mandate_named
from piperoll.direct_debit.set_collection_plan import set_collection_plan

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_which(parser)
    ask_for_a_plan(parser)
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Set it. Raises NoSuchMandate and whatever the verb refuses."""
    done = set_collection_plan(
        mandate=mandate_named(options.mandate).pk, plan=plan_told(options), on=options.on, at=now(), by=options.by
    )
    return Answer(asdict(done), f"Direct Debit {done.reference} collects: {done.plan}.")
