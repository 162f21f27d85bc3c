"""Show who may do what up to which sum: every limit, with its number, the roles it names and the days it holds."""

from __future__ import annotations

import argparse

from piperoll.authority.limits import deciders_in_words, in_words, limit_in_words
from piperoll.authority.models import Limit
from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns

GROUP = "Authority"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--act", default="", help="of this act alone, like credit_note")


def run(options: argparse.Namespace) -> Answer:
    """List them."""
    options.by.must("see_council")
    found = Limit.objects.select_related("service").filter(**({"act": options.act} if options.act else {}))
    data = [
        {
            "limit": one.pk, "act": one.act, "service": one.service.code if one.service else None,
            "up_to_pence": one.up_to_pence, "up_to_days": one.up_to_days, "alone": one.alone,
            "approvers": one.approvers,
            "then_approvers": one.then_approvers, "told": one.told,
            "valid_from": one.valid_from, "valid_to": one.valid_to,
            "authority": one.authority,
        }
        for one in found
    ]  # fmt: skip
    rows = [
        (
            one.pk, one.act, one.service.code if one.service else "every service", limit_in_words(one),
            f"alone: {in_words(one.alone)}; approves: {deciders_in_words(one)}",
            f"from {one.valid_from}" + (f" to {one.valid_to}" if one.valid_to else ""),
        )
        for one in found
    ]  # fmt: skip
    return Answer({"limits": data}, columns(rows) if rows else "There are no limits yet.")
