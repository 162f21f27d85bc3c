"""What Bacs says of our files: taken in, rejected, withdrawn. What is not about a file of ours is an exception."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date

from piperoll.bacs import credits
from piperoll.bacs.models import Advice, BacsFile, BacsReport, Collection, FileAnswer
from piperoll.bacs.taking_back import Ending, take_back
from piperoll.database.statements import beside
from piperoll.direct_debit import lodging
from piperoll.direct_debit.moving import move
from piperoll.formats import bacs_advices as told
from piperoll.foundations.money import pounds
from piperoll.runs.running import RunInHand

sql = beside(__file__)


def take_in(report: told.Report, kept: BacsReport, *, run: RunInHand, on: date, counts: Counter[str]) -> None:
    """Write down what became of each file, and undo what Bacs did not take."""
    for answer in report.files:
        file = BacsFile.objects.filter(serial=answer.serial).first()
        if file is None or answer.is_test:
            why = "is only a test" if answer.is_test else "names no file of ours"
            _except(f"Its serial {answer.serial or '(none)'} {why}.", answer, kept, run)
            counts["exceptions"] += 1
            continue
        FileAnswer.objects.create(file=file, report=kept, outcome=answer.outcome, said="; ".join(answer.messages)[:300])
        counts["applied"] += 1
        if answer.outcome == "withdrawn":
            runs = list(file.collection_runs.values_list("verdict__collection_run", flat=True))
            why = f"Bacs file {file.serial} was withdrawn"
            counts["pence_back"] += withdraw(runs, why, run=run, on=on)
            counts["pence_back"] += credits.withdrawn(file, why, run=run, on=on)
            _lodge_again(file, why, run, on)
        elif report.report == "AUDDIS rejection":
            _lodge_again(file, f"Bacs rejected file {file.serial}", run, on)
        elif report.report == "Input" and (fault := _fault(file, answer, told_each=bool(report.advices))):
            _except(fault, answer, kept, run)
            counts["exceptions"] += 1


def withdraw(collection_runs: list[int], why: str, *, run: RunInHand, on: date) -> int:
    """What Bacs was to collect of some released runs is not collected, and nothing more expected; pence owed again."""
    standing = Collection.objects.filter(collection_run__in=collection_runs, end=None, mandate__provider="bacs")
    endings = [Ending(pk, "withdraw", "", why, on) for pk in standing.values_list("pk", flat=True)]
    back = take_back(endings, run=run.id, at=run.at)
    sql.expect_nothing(collection_runs=collection_runs, run=run.id)
    return int(back.pence)


def _lodge_again(file: BacsFile, why: str, run: RunInHand, on: date) -> None:
    """No bank had a file's instructions: each still wanted waits to be lodged once more, however often we are told."""
    wanted = sql.lodge_again(serial=file.serial, run=run.id, on=on)
    sql.cancel_nothing(serial=file.serial, run=run.id, on=on)
    mandates = [row.mandate_id for row in wanted if row.code != lodging.CANCEL]
    move(mandates, "change_bank", "lodging", run=run.id, on=on, at=run.at, reasons=[why] * len(mandates))


def _fault(file: BacsFile, answer: told.Submitted, *, told_each: bool) -> str:
    """What is wrong with what Bacs took in: nothing of it, other totals than our file's, or less and not told what."""
    is_credits = file.credit_pence > 0
    theirs = (
        answer.credit_pence_accepted + answer.credit_pence_rejected
        if is_credits
        else answer.debit_pence_accepted + answer.debit_pence_rejected
    )
    ours = file.credit_pence if is_credits else file.debit_pence
    if answer.outcome == "rejected" and not told_each:
        return f"Bacs rejected the whole of file {file.serial}: take back what it asked for, or send it again."
    if theirs != ours:
        return f"Bacs speaks of {pounds(theirs)} in file {file.serial}, which holds {pounds(ours)}."
    if answer.outcome == "rejected in part" and not told_each:
        return f"Bacs rejected a part of file {file.serial} and does not say which: ask the bank."
    return ""


def _except(sentence: str, answer: told.Submitted, kept: BacsReport, run: RunInHand) -> None:
    facts = (kept.kind, answer.serial, answer.outcome, answer.file_number, sentence)
    Advice.objects.get_or_create(
        fingerprint=hashlib.sha256(repr(facts).encode()).digest(),
        defaults={
            "report": kept, "line": answer.line, "meaning": answer.outcome[:120], "exception": sentence[:300],
            "run_id": run.id,
        },
    )  # fmt: skip
