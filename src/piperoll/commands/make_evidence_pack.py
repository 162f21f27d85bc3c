"""Make the evidence pack of an indemnity claim: the mandate, what the payer was told, what was collected, one PDF.

The same facts are the same bytes whenever it is made.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.bacs.make_evidence_pack import kept_pack, make_evidence_pack
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.commands.rejected_files import must_be_free

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("claim", type=int, help="the claim's number")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where it goes (else claim-N.pdf here)")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Make it. Raises NoSuchClaim, FileInTheWay."""
    place: Path = options.out or Path(f"claim-{options.claim}.pdf")
    must_be_free(place)
    done = make_evidence_pack(claim=options.claim, on=options.on, at=now(), by=options.by)
    place.write_bytes(kept_pack(done.pack)[1])
    was = " Nothing is new since it was made before." if done.already else ""
    return Answer(asdict(done) | {"file": str(place)}, f"{place}: SHA-256 {done.sha256}.{was}")
