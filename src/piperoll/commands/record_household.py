"""Record a household's income and expenditure from a JSON file, and show what they can afford.

The file: {"told_by": "Herself", "adults": 1, "under_14": 0, "from_14": 0, "vehicles": 0, "tenure": "rents",
"employment": "works", "savings": "10.00", "lines": {"earnings": ["300.00", "weekly"], "food": ["60.00", "weekly"]},
"debts": [["Catalogue", "250.00"]], "explanations": {"food": "Special diet"}}. Everything but told_by and lines may be
left out.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from piperoll.arrangements.affordability import Amount, People
from piperoll.arrangements.record_household import HouseholdTold, record_household
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now, readable
from piperoll.formats import json_file
from piperoll.foundations.money import pence_from_pounds
from piperoll.foundations.refusals import Refused

GROUP = "Arrangements"
NEEDS_ACTOR = True


class NotAHousehold(Refused):
    """{path} is not a household’s statement: {why} Nothing was recorded."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="CUSTOMER", help="whose household")
    parser.add_argument("file", type=Path, metavar="FILE", help="the statement as JSON")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Record it. Raises FileUnreadable, NotAHousehold and whatever the verb refuses."""
    done = record_household(
        customer=options.customer, told=_told(options.file), on=options.on, at=now(), by=options.by
    )  # fmt: skip
    return Answer(asdict(done), f"Recorded. See it with  affordability {done.customer}")


def _told(path: Path) -> HouseholdTold:
    read = _read(path)
    try:
        return HouseholdTold(
            lines={code: Amount(pence_from_pounds(sum_), every) for code, (sum_, every) in read["lines"].items()},
            people=People(
                int(read.get("adults", 1)), int(read.get("under_14", 0)), int(read.get("from_14", 0)),
                int(read.get("vehicles", 0)),
            ),
            tenure=str(read.get("tenure", "rents")), employment=str(read.get("employment", "works")),
            told_by=str(read["told_by"]),
            savings_pence=pence_from_pounds(read["savings"]) if "savings" in read else None,
            debts=[(str(name), pence_from_pounds(sum_)) for name, sum_ in read.get("debts", [])],
            explanations={str(group): str(why) for group, why in read.get("explanations", {}).items()},
        )  # fmt: skip
    except (ValueError, TypeError, AttributeError) as fault:
        raise NotAHousehold(path=path, why=f"what it holds is not as --help shows it ({str(fault)[:150]}).") from None


def _ended(words: str) -> str:
    return words if words.endswith("?") else f"{words}."


def _read(path: Path) -> dict[str, Any]:
    try:
        read = json_file.read(readable(path))
    except ValueError as fault:
        raise NotAHousehold(path=path, why=_ended(str(fault))) from None
    missing = [name for name in ("told_by", "lines") if not isinstance(read, dict) or name not in read]
    if missing:
        raise NotAHousehold(path=path, why=f"it does not hold {' and '.join(missing)}.")
    return read  # type: ignore[no-any-return]
