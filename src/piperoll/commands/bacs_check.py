"""Check a Standard 18 file for Bacs field by field, ours or anyone's.

Every width and place, the order of records, days, codes, characters, references, contras, totals and limits; the
sort codes and accounts too when --tables names the folder of Vocalink's modulus tables. Days are judged from the day
the file says it was made, unless --on gives another. Ends with exit code 1 when anything is wrong (a warning is not).
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

import holidays

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, day, pence, readable
from piperoll.commands.modulus import tables_in
from piperoll.formats.standard18_check import Checked, FileTotals, check
from piperoll.formats.standard18_entries import ITEM_LIMIT_PENCE, Asked
from piperoll.formats.standard18_reading import Finding
from piperoll.foundations.money import pounds

GROUP = "Checking files"
NEEDS_DATABASE = False
_FINDINGS_SHOWN = 200


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, help="the file as it would be sent to Bacs")
    parser.add_argument("--on", type=day, metavar="DATE", help="judge its days from this one")
    parser.add_argument("--tables", type=Path, metavar="DIR", help="the folder of valacdos.txt and scsubtab.txt")
    parser.add_argument(
        "--item-limit",
        type=pence,
        default=ITEM_LIMIT_PENCE,
        metavar="POUNDS",
        help="the bank's limit of one item (else the scheme's £20,000,000)",
    )
    parser.add_argument("--file-limit", type=pence, metavar="POUNDS", help="the bank's limit of one file")


def run(options: argparse.Namespace) -> Answer:
    """Check it. Raises FileUnreadable, TableRefused."""
    asked = Asked(
        holidays=holidays.country_holidays("GB", subdiv="ENG"),
        on=options.on,
        item_limit_pence=options.item_limit,
        file_limit_pence=options.file_limit,
        tables=tables_in(options.tables) if options.tables else None,
    )
    checked = check(readable(options.file).read_bytes(), asked)
    data = {"result": "valid" if checked.is_good else "invalid"} | asdict(checked)
    return Answer(data, _said(checked, options.file.name), 0 if checked.is_good else 1)


def _said(checked: Checked, name: str) -> str:
    if len(checked.findings) == 1 and checked.findings[0].field == "file":
        return f"{name} {checked.findings[0].says}."
    wrong = sum(not finding.is_warning for finding in checked.findings)
    looks = len(checked.findings) - wrong
    verdict = (
        "is good" if checked.is_good else f"is not good: {wrong} {'thing is' if wrong == 1 else 'things are'} wrong"
    )
    lines = [f"{name} {verdict}" + (f", {looks} to look at." if looks else ".")]
    if checked.serial or checked.user:
        lines.append(f"Submission {checked.serial} of service user {checked.user}")
    lines += [_file(file) for file in checked.files]
    if checked.findings:
        shown = checked.findings[:_FINDINGS_SHOWN]
        lines += ["", columns([("line", "place", "")] + [_finding(finding) for finding in shown], indent=0)]
    if len(checked.findings) > _FINDINGS_SHOWN:
        lines.append(f"and {len(checked.findings) - _FINDINGS_SHOWN:,} more; --json gives them all.")
    return "\n".join(lines)


def _file(file: FileTotals) -> str:
    days = ", ".join(f"{day:%-d %B %Y}" for day in file.processing_days) or "no day"
    held = [
        f"{_count(file.debits, 'debit')} of {pounds(file.debit_pence)}",
        f"{_count(file.credits, 'credit')} of {pounds(file.credit_pence)}",
        _count(file.contras, "contra"),
        _count(file.instructions, "instruction"),
    ]
    return f"File {file.number} ({file.kind}, processed {days}): {', '.join(held)}"


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" + ("" if number == 1 else "s")


def _finding(finding: Finding) -> tuple[str, str, str]:
    told = f"{finding.field} {finding.found!r} {finding.says}" if finding.found else f"{finding.field} {finding.says}"
    return str(finding.line), finding.positions, ("look: " if finding.is_warning else "") + told
