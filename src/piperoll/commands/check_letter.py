"""Measure a letter's PDF against GOV.UK Notify's zones: size, margins, address, pages. Says what it would refuse.

check-letter bill.pdf
check-letter bill.pdf --json
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import readable
from piperoll.documents.rendering.zones import measure

NEEDS_DATABASE = False
GROUP = "Letters"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, help="the letter")


def run(options: argparse.Namespace) -> Answer:
    """Measure it; exit code 1 when Notify would refuse it. Raises FileUnreadable."""
    measured = measure(readable(options.file).read_bytes())
    data = {"file": str(options.file), "fit": measured.is_fit, **asdict(measured)}
    address = f"To {', '.join(measured.address)}." if measured.address else ""
    faults = "\n".join(f"{fault.code}: {fault.sentence}" for fault in measured.faults)
    said = f"{options.file.name}: {measured.pages} pages, fit for GOV.UK Notify. {address}"
    return Answer(
        data, said if measured.is_fit else f"{options.file.name} is not fit:\n{faults}", int(not measured.is_fit)
    )
