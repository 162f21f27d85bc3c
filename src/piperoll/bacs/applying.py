"""Applying a report, kind by kind: each advice is matched to a mandate and collection, then done, then written down."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from piperoll.bacs import answers, claims, credits, mandates, telling
from piperoll.bacs.found import Found
from piperoll.bacs.models import Advice, BacsReport
from piperoll.bacs.rules import BEREAVED, NEXT_STEPS
from piperoll.bacs.taking_back import Ending, expect_back, take_back
from piperoll.council.figures import figure
from piperoll.database.copying import copy_rows
from piperoll.database.statements import beside
from piperoll.formats import bacs_advices as told
from piperoll.formats import bacs_codes
from piperoll.runs.running import RunInHand

sql = beside(__file__)


def apply(report: told.Report, kept: BacsReport, *, run: RunInHand, at: datetime) -> Counter[str]:
    """Do what a report says, inside the verb's transaction; the counts of its advices."""
    fresh, known = _fresh(report)
    on = report.produced_on if report.produced_on and report.produced_on <= run.effective_on else run.effective_on
    counts: Counter[str] = Counter(advices=len(report.advices) + len(report.files), known_before=known)
    _match(fresh, is_money=report.report in ("ARUDD", "Input"))
    _KINDS[report.report](fresh, kept, run, on, counts)
    answers.take_in(report, kept, run=run, on=on, counts=counts)
    _unknown(fresh)
    write_down(fresh, kept, run)
    counts["exceptions"] += sum(bool(one.exception) for one in fresh)
    counts["applied"] += sum(not one.exception for one in fresh)
    return counts


def _fresh(report: told.Report) -> tuple[list[Found], int]:
    """The advices never seen before, and how many were."""
    found: dict[bytes, Found] = {}
    for advice in report.advices:
        print_ = _fingerprint(report.user_number, advice)
        found.setdefault(print_, Found(advice, print_))
    seen = {bytes(row.fingerprint) for row in sql.seen(fingerprints=list(found))}
    return [one for print_, one in found.items() if print_ not in seen], len(report.advices) - len(found) + len(seen)


def _fingerprint(user_number: str, advice: told.Advice) -> bytes:
    """What stays the same when an advice is sent again under another number."""
    facts = (
        user_number, advice.kind, advice.reference, advice.code, advice.transaction_code, advice.amount_pence,
        advice.original_processing_on, advice.effective_on, advice.bank_reference, advice.new_sort_code,
        advice.new_account_number,
    )  # fmt: skip
    return hashlib.sha256(repr(facts).encode()).digest()


def _match(found: Sequence[Found], *, is_money: bool) -> None:
    """Find the mandate of each advice by its reference, and the collection by its sum and day."""
    sql.lay_out()
    copy_rows(
        "told_advice",
        ("place", "reference", "amount_pence", "processed_on"),
        (
            (place, one.said.reference.strip()[:40], one.said.amount_pence, one.said.original_processing_on)
            for place, one in enumerate(found)
        ),
    )
    taken: set[int] = set()
    for row in sql.match():
        one = found[row.place]
        one.mandate, one.customer = row.mandate_id, row.customer_id
        if row.mandate_id is None:
            one.exception = f"No mandate of ours has the reference {one.said.reference.strip() or '(none)'}."
        elif is_money and row.collection_id in taken:
            one.exception = f"The report names collection DD-{row.collection_id} twice; nothing is taken back twice."
        elif is_money and row.collection_id is None:
            one.exception = row.why
        else:
            one.collection, one.collected_on = row.collection_id, row.collect_on
            taken.add(row.collection_id)


def _unknown(found: Sequence[Found]) -> None:
    """What a code on no list means is for somebody to ask."""
    for one in found:
        if one.said.meaning == bacs_codes.UNKNOWN.meaning and not one.exception:
            one.exception = (
                f"Code {one.said.code or '(none)'} of {one.said.kind} is on no list: ask the bank what it means."
            )


def _returned(found: list[Found], kept: BacsReport, run: RunInHand, on: date, counts: Counter[str]) -> None:
    """Debits that came back unpaid: the debt stands again, the bank takes its money back."""
    pence = bring_back(found, kept, run=run, on=on)
    counts["pence_back"] += pence
    expect_back(pence, f"Direct Debits that came back, report {kept.number or kept.pk}", run=run.id, on=on)


def bring_back(found: Sequence[Found], kept: BacsReport, *, run: RunInHand, on: date) -> int:
    """What unpaid debits had paid is owed again and their mandates do what each code says; the pence taken back."""
    endings = [
        Ending(one.collection, "return", one.said.code, f"Came back unpaid: {one.said.meaning}", on)
        for one in found
        if one.collection is not None
    ]
    back = take_back(endings, run=run.id, at=run.at)
    for one in found:
        if one.collection is not None:
            one.done = "What it paid is owed again, from its own due date."
            one.next_step = NEXT_STEPS.get(one.said.mandate, "") if not one.said.payer_died else BEREAVED
    _present_again(found, run, on)
    mandates.follow(found, kept, run=run, on=on)
    telling.tell_unpaid(found, run=run, on=on)
    telling.leave_to_an_officer(found)
    return int(back.pence)


def _present_again(found: Sequence[Found], run: RunInHand, on: date) -> None:
    """For want of funds a debit may be presented once more within a month, with code 18."""
    days = int(figure("presenting_again_days", on))
    again = [
        one
        for one in found
        if one.collection is not None
        and one.said.may_present_again
        and one.collected_on
        and on <= one.collected_on + timedelta(days=days)
    ]
    fit = {row.id for row in sql.never_presented_again(collections=[one.collection for one in again])}
    for one in again:
        if one.collection in fit:
            one.again = True
            one.next_step = "It is presented once more with the next collection run, if that is soon enough."
    copy_rows("bacs_presentagain", ("collection_id", "run_id"), ((collection, run.id) for collection in sorted(fit)))
    sql.ask_again(collections=sorted(fit), days=days, run=run.id)


def _changed(found: list[Found], kept: BacsReport, run: RunInHand, on: date, counts: Counter[str]) -> None:
    """Instructions changed, cancelled or refused by payers' banks; their payers are told."""
    mandates.follow(found, kept, run=run, on=on)
    telling.tell_changes(found, run=run, on=on)
    telling.leave_to_an_officer(found)


def _claimed(found: list[Found], kept: BacsReport, run: RunInHand, on: date, counts: Counter[str]) -> None:
    """Claims under the Guarantee: their collections found, the mandate held until it is settled."""
    claims.match(found)
    mandates.follow([one for one in found if one.said.kind == "DDICA"], kept, run=run, on=on)


def _credits_back(found: list[Found], kept: BacsReport, run: RunInHand, on: date, counts: Counter[str]) -> None:
    """Credits of ours that came back."""
    credits.returned(found, run=run, on=on, counts=counts)


def _payees_changed(found: list[Found], kept: BacsReport, run: RunInHand, on: date, counts: Counter[str]) -> None:
    """Accounts we paid into that are wrong or moved."""
    credits.changed(found, run=run, on=on)


def _submitted(found: list[Found], kept: BacsReport, run: RunInHand, on: date, counts: Counter[str]) -> None:
    """Records that Bacs itself would not take, among a submission's that it took: debits, and credits we sent."""
    events = {"REJECTED": "reject", "RETURNED": "return"}
    credits.refused(
        [one for one in found if one.mandate is None and one.said.code in events], run=run, on=on, counts=counts
    )
    for one in found:
        if one.said.code not in events and not one.exception:
            one.exception = f"Bacs {one.said.code.lower() or 'changed'} it: {one.said.meaning}. Look at its details."
    fit = [one for one in found if one.collection is not None and not one.exception]
    for event in ("reject", "return"):
        endings = [
            Ending(
                one.collection, event, one.said.code, f"{one.said.code.capitalize()} by Bacs: {one.said.meaning}", on
            )
            for one in fit
            if events[one.said.code] == event and one.collection is not None
        ]
        back = take_back(endings, run=run.id, at=run.at)
        counts["pence_back"] += back.pence
    sql.expect_less(collections=[one.collection for one in fit], run=run.id)
    for one in fit:
        one.done = "It was not collected: what it would have paid is owed again."


_ADVICE = (
    "report_id", "fingerprint", "line", "reference", "code", "meaning", "amount_pence", "effective_on", "mandate_id",
    "collection_id", "done", "next_step", "exception", "run_id",
)  # fmt: skip


def write_down(found: Sequence[Found], kept: BacsReport, run: RunInHand) -> None:
    """Keep each advice with what was done about it, or why nothing could be."""
    copy_rows(
        "bacs_advice",
        _ADVICE,
        (
            (
                kept.pk, one.fingerprint, one.said.line, one.said.reference.strip()[:18], one.said.code[:12],
                one.said.meaning[:120], one.said.amount_pence, one.said.effective_on or one.said.original_processing_on,
                one.mandate, one.collection, one.done[:300], one.next_step[:300], one.exception[:300], run.id,
            )
            for one in found
        ),
    )  # fmt: skip
    for one in found:
        if one.claimed:
            claims.take_in(one, Advice.objects.get(fingerprint=one.fingerprint), run)


_Apply = Callable[[list[Found], BacsReport, RunInHand, date, "Counter[str]"], None]
_KINDS: dict[str, _Apply] = {
    "ARUDD": _returned,
    "ADDACS": _changed,
    "AUDDIS": _changed,
    "DDICA": _claimed,
    "AWACS": _payees_changed,
    "ARUCS": _credits_back,
    "Input": _submitted,
    "AUDDIS acceptance": _changed,
    "AUDDIS rejection": _changed,
    "Withdrawal": _changed,
}
