"""Show the newest runs, or one with its totals, its seal and what it could not take.

runs                      the newest batches (--deeds shows single deeds too)
runs 17                   one run
runs 17 --rejected FILE   its rejected lines as a CSV to correct and send again
"""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any

from piperoll.billing.raise_invoices import rejected_csv
from piperoll.commands.answers import Answer
from piperoll.commands.asking import LONDON, columns
from piperoll.commands.rejected_files import must_be_free, written
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.runs import queries

NEWEST = 20
SHOWN = ("id", "verb", "state", "content_name", "effective_on", "started_at", "ended_at", "by_username", "totals")


class NoSuchRun(Refused):
    """There is no run {run}. Type  ./piperoll runs  to see the newest."""


class NothingRejected(Refused):
    """Run {run} rejected nothing, so there is nothing to write."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("run", type=int, nargs="?", help="the run's number")
    parser.add_argument("--deeds", action="store_true", help="show single deeds too")
    parser.add_argument("--rejected", type=Path, metavar="FILE", help="write the run's rejected lines here")


def run(options: argparse.Namespace) -> Answer:
    """Show them. Raises NoSuchRun, NothingRejected, FileInTheWay."""
    return _newest(options.deeds) if options.run is None else _one(options.run, options.rejected)


def _newest(deeds: bool) -> Answer:
    found, _ = queries.recent(batches=not deeds, many=NEWEST)
    rows = [("run", "verb", "state", "started", "by", "file"), *map(_line, found)]
    data = {"runs": [_facts(row) for row in found]}
    return Answer(data, columns(rows, indent=0) if found else "Nothing has run yet.")


def _line(row: Any) -> tuple[str, ...]:
    started = f"{row.started_at.astimezone(LONDON):%Y-%m-%d %H:%M}"
    return (str(row.id), row.verb, row.state, started, row.by_username, row.content_name)


def _facts(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in SHOWN} | {"sealed": row.seal is not None}


def _one(run_id: int, rejected: Path | None) -> Answer:
    found = queries.one(run_id)
    if found is None:
        raise NoSuchRun(run=run_id)
    if rejected and not found.rejections:
        raise NothingRejected(run=run_id)
    if rejected:
        must_be_free(rejected)
        where, is_written = written(rejected, rejected_csv(run_id), run_id)
        return Answer({"run": run_id, "rejected_file": str(rejected)}, where, 0 if is_written else 1)
    first, more = queries.rejections(run_id)
    told = _facts(found) | {"seal": found.chain, "rejections": found.rejections, "why_failed": found.why_failed}
    lines = [columns([(name.replace("_", " "), value) for name, value in _spread(told)], indent=0)]
    if first:
        lines += ["", columns([("line", "field", "value", "reason"), *first])]
    if more:
        lines.append(f"  … {found.rejections:,} in all: add  --rejected FILE  to have every one.")
    return Answer(told | {"first_rejections": [row._asdict() for row in first]}, "\n".join(lines))


def _spread(told: dict[str, Any]) -> list[tuple[str, Any]]:
    """The facts worth a line each, the totals among them, pence as pounds."""
    flat = {**{name: value for name, value in told.items() if name != "totals"}, **told["totals"]}
    return [_in_words(name, value) for name, value in flat.items() if value not in (None, "", {})]


def _in_words(name: str, value: Any) -> tuple[str, Any]:
    if "pence" in name.split("_") and isinstance(value, int):
        return name.replace("_pence", "").replace("pence_", ""), pounds(value)
    if isinstance(value, datetime):
        return name, f"{value.astimezone(LONDON):%Y-%m-%d %H:%M:%S}"
    return name, value
