"""Prepare the letters of a run or of a day: one document a recipient, by post or email. Nothing is sent yet.

  prepare-letters invoice 17
  prepare-letters invoice --dated 2026-11-23
  prepare-letters statement 31 --stage reminder    (with the words of that stage, where there are some)
  prepare-letters bill_text 17    (a text to those who asked for them)

Whoever acts for a customer hears instead of them. What was prepared before is never prepared again; stop it at any
moment and type it again: it goes on where it was.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, count, day, now
from piperoll.commands.composed import ask_for_the_stage
from piperoll.commands.progress import counting
from piperoll.dispatch.prepare_letters import SOURCES, count_sources, prepare_letters
from piperoll.foundations.money import pounds

NEEDS_ACTOR = True
GROUP = "Letters"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("kind", choices=list(SOURCES), help="what to prepare")
    parser.add_argument("run", type=int, nargs="?", help="the run that made them")
    parser.add_argument("--dated", type=day, metavar="DATE", help="those of a day instead")
    ask_for_the_stage(parser)
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Prepare them. Raises OfWhatRun, NothingToPrepare, StillWorking."""
    meant = {"kind": options.kind, "of_run": options.run, "dated": options.dated}
    with counting("prepared", count_sources(**meant)) as progress:
        made = prepare_letters(**meant, stage=options.stage, on=options.on, at=now(), by=options.by, progress=progress)
    rows = [
        ("by post", f"{made.post:,}"),
        ("by email", f"{made.email:,}"),
        ("by text", f"{made.text:,}"),
        ("to nobody", f"{made.nobody:,}"),
    ]
    documents, recipients = count(made.sources, "document"), count(made.documents, "recipient")
    said = f"Run {made.run}: {documents} of {pounds(made.sources_pence)}, {recipients}."
    held = f"\n{made.pulled:,} of them are pulled already: see Letters for why." if made.pulled else ""
    return Answer(asdict(made), f"{said}\n{columns(rows)}{held}")
