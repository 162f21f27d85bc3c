"""Read a Bacs report and show what it says and what is to be done: nothing is written anywhere.

ARUDD, ARUCS, ADDACS, AWACS, AUDDIS (returns, acceptance, rejection), DDICA, Input and Withdrawal reports in XML, told
by their content. A report whose totals do not add up is refused whole.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, readable
from piperoll.formats.bacs_advices import Advice, Report, Submitted
from piperoll.formats.bacs_reports import read_report
from piperoll.foundations.money import pounds

GROUP = "Checking files"
NEEDS_DATABASE = False


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, help="the report, as downloaded")


def run(options: argparse.Namespace) -> Answer:
    """Read it. Raises FileRefused, FileUnreadable."""
    report = read_report(readable(options.file).read_bytes())
    return Answer(asdict(report), _said(report))


def _said(report: Report) -> str:
    named = f"{report.report} report {report.number}".rstrip()
    user = f" for service user {report.user_number} {report.user_name}".rstrip() if report.user_number else ""
    produced = f", {report.produced_on:%-d %B %Y}" if report.produced_on else ""
    lines = [named + user + produced]
    lines += [_file(file) for file in report.files]
    if report.advices:
        rows = [("reference", "payer", "amount", "code", "what it means and what to do")]
        lines += ["", columns(rows + [_advice(advice) for advice in report.advices], indent=0)]
    elif not report.files:
        lines.append("It holds no advice.")
    if report.advices:
        lines += ["", f"{len(report.advices):,} in all" + _sum(report)]
    return "\n".join(lines)


def _sum(report: Report) -> str:
    """What the advices come to, where that is what the report is about: not for what an Input report took."""
    pence = [one.amount_pence for one in report.advices if one.amount_pence is not None]
    return f", {pounds(sum(pence))}" if report.value_pence == sum(pence) and pence else ""


def _file(file: Submitted) -> str:
    day = f", processed {file.processing_on:%-d %B %Y}" if file.processing_on else ""
    number = f"File {file.file_number} of submission" if file.file_number else "Submission"
    told = f"{number} {file.serial}{day}: {file.outcome}"
    if file.instructions_accepted is not None:
        told += f"; instructions {file.instructions_accepted:,} accepted, {file.instructions_rejected:,} rejected"
    else:
        told += (
            f"; debits {file.debits_accepted:,} of {pounds(file.debit_pence_accepted)} accepted, "
            f"{file.debits_rejected:,} of {pounds(file.debit_pence_rejected)} not"
        )
    return "\n  ".join([told + (f" (error {file.error_code})" if file.error_code else ""), *file.messages])


def _advice(advice: Advice) -> tuple[str, str, str, str, str]:
    amount = "" if advice.amount_pence is None else pounds(advice.amount_pence)
    words = f"{advice.meaning}: {advice.action}" + (f" (look: {advice.note})" if advice.note else "")
    return advice.reference, advice.payer_name, amount, advice.code, words
