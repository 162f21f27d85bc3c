"""Prove the books: every control recomputed from the rows nobody may change, and compared to the penny.

Exits 1 on any difference. --chain also walks the seals for a row that was altered, added or taken away; --seal HEX
holds the chain against a seal written down earlier. A run whose process died between its last row and its seal is
sealed before. Whoever can reach the database may check it.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import asdict
from typing import Any

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, count, now
from piperoll.foundations.refusals import Refused
from piperoll.reconciliation.check_books import Checked, Control, check_books
from piperoll.runs.checking_seals import ChainChecked, check_chain
from piperoll.runs.sealing import last_seal, seal_pending


class NotASeal(Refused):
    """{seal!r} is not a seal: it is 64 digits and letters a to f, as `check` prints it. Nothing was checked."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--chain", action="store_true", help="walk the chain of seals too")
    parser.add_argument("--seal", metavar="HEX", help="a seal kept on paper that the chain must pass through")


def run(options: argparse.Namespace) -> Answer:
    """Check, and exit 1 unless everything agrees. Raises NotASeal."""
    if options.seal is not None and not re.fullmatch(r"\s*[0-9a-fA-F]{64}\s*", options.seal):
        raise NotASeal(seal=options.seal)
    left = seal_pending(at=now())
    checked = check_books()
    chain = check_chain(held=options.seal or "") if options.chain or options.seal else None
    agrees = checked.agrees and (chain is None or chain.agrees)
    data = {"agrees": agrees, "sealed": left, "controls": [_control(control) for control in checked.controls]}
    text = _said(checked)
    if left:
        text += f"\nSealed first, for want of a seal: {count(left, 'run')}."
    if chain:
        data["chain"] = _chain(chain)
        text += "\n\n" + _chain_said(chain)
    elif newest := last_seal():
        data["seal"] = newest.hex()
        text += f"\nThe newest seal, to write down: {newest.hex()}"
    return Answer(data, text, 0 if agrees else 1)


def _control(control: Control) -> dict[str, Any]:
    return {**asdict(control), "difference": control.difference, "agrees": control.agrees}


def _chain(chain: ChainChecked) -> dict[str, Any]:
    return {**asdict(chain), "agrees": chain.agrees, "broken": str(chain.broken) if chain.broken else None}


def _said(checked: Checked) -> str:
    heading = ("control", "figure", "", "figure", "", "difference", "")
    rows = [heading, *(_line(control) for control in checked.controls)]
    wrong = checked.disagreeing
    verdict = (
        "The books agree to the penny." if not wrong else "The books do NOT agree: " + "; ".join(map(_fault, wrong))
    )
    return columns(rows, indent=0) + "\n\n" + verdict


def _line(control: Control) -> tuple[str, ...]:
    return (
        control.name, control.said(control.left_figure), control.left,
        control.said(control.right_figure), control.right, control.said(control.difference),
        "agrees" if control.agrees else "DIFFERS",
    )  # fmt: skip


def _fault(control: Control) -> str:
    astray = f", {control.astray:,} astray, the first {control.example}" if control.astray else ""
    return f"{control.name} by {control.said(control.difference)}{astray}"


def _chain_said(chain: ChainChecked) -> str:
    if chain.broken:
        return f"The chain of seals is BROKEN: {chain.broken}."
    return (
        f"{chain.seals:,} seals over {chain.rows:,} rows follow one another unbroken. "
        f"Write the newest down:\n{chain.newest}"
    )
