"""What an advice does to its mandate: cancelled, held, rejected, moved to another account, restored; or kept as it is.

A mandate already over stays over: the bank's second word about it changes nothing. Codes come with what they do from
`formats.bacs_codes`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from piperoll.bacs.found import Found
from piperoll.bacs.models import BacsReport
from piperoll.bacs.rules import BEREAVED, NEXT_STEPS
from piperoll.direct_debit import accounts, bank_details, lodging
from piperoll.direct_debit.deeds import account_in_use
from piperoll.direct_debit.models import Mandate
from piperoll.direct_debit.moving import move, states_of
from piperoll.foundations.refusals import Refused
from piperoll.runs.running import RunInHand
from piperoll.safeguards.models import Hold

EVENTS = {
    "cancel": dict.fromkeys(("set_up", "lodging", "active", "suspended", "rejected", "dormant"), "cancel"),
    "fail": {"lodging": "reject", "active": "cancel", "suspended": "cancel"},
    "hold": {"lodging": "suspend", "active": "suspend"},
    "restore": {"cancelled": "reinstate", "suspended": "resume"},
    "accept": {"lodging": "accept"},
    "lapse": {"active": "lapse", "suspended": "lapse"},
}
"""What a code asks for → the event, by where the mandate stands."""
SAID = {
    "cancel": "The mandate is cancelled.",
    "reject": "The mandate is rejected: nothing is collected under it.",
    "suspend": "The mandate is suspended until an officer resumes it.",
    "reinstate": "The mandate is in force again.",
    "resume": "The mandate is in force again.",
    "accept": "The mandate is in force.",
    "lapse": "The mandate is dormant: it was not used for too long.",
}
NEW_ACCOUNT_AT_ANOTHER_BANK = "3"
HELD_AFTER_A_DEATH = timedelta(days=28)


def follow(found: Sequence[Found], kept: BacsReport, *, run: RunInHand, on: date) -> None:
    """Do to each advice's mandate what its code says, a set at a time, be its collection found or not: what a bank says
    of an instruction or of a death holds whichever sum it speaks of."""
    known = [one for one in found if one.mandate is not None]
    states = states_of(sorted({one.mandate for one in known if one.mandate is not None}))
    moves: dict[tuple[str, str], dict[int, Found]] = defaultdict(dict)
    for one in known:
        assert one.mandate is not None
        event = EVENTS.get(one.said.mandate, {}).get(states[one.mandate])
        if event:
            moves[event, states[one.mandate]].setdefault(one.mandate, one)
            one.event = event
            _say(one, SAID[event])
        elif one.said.mandate == "update":
            _move_account(one, kept, run, on)
        one.next_step = one.next_step or (
            BEREAVED if one.said.payer_died else NEXT_STEPS.get(one.said.mandate, one.said.action)
        )
        if one.said.payer_died and one.customer is not None:
            _hold_recovery(one.customer, run, on)
    for (event, was), mandates in moves.items():
        _move(event, was, mandates, kept, run, on)


def _move(event: str, was: str, mandates: dict[int, Found], kept: BacsReport, run: RunInHand, on: date) -> None:
    moved = move(
        list(mandates), event, was, run=run.id, on=on, at=run.at,
        reasons=[one.said.meaning[:200] for one in mandates.values()],
        codes=[one.said.code[:8] for one in mandates.values()], advices=[_advice(kept)] * len(mandates),
    )  # fmt: skip
    codes = {"reinstate": (lodging.CANCEL,)} | dict.fromkeys(("cancel", "reject"), (lodging.NEW, lodging.CONVERT))
    for mandate in moved if event in codes else ():
        lodging.withdraw(mandate, codes[event], run=run.id, on=on)


def _move_account(one: Found, kept: BacsReport, run: RunInHand, on: date) -> None:
    """The payer's account moved: the new one is used, lodged anew only where the bank is another."""
    assert one.mandate is not None
    mandate = Mandate.objects.get(pk=one.mandate)
    state = states_of([mandate.pk])[mandate.pk]  # an advice before it in the same report may have moved it
    old = account_in_use(mandate.pk)
    before = bank_details.opened(old)
    sort_code, number = one.said.new_sort_code or before.sort_code, one.said.new_account_number or before.number
    is_lodged_anew = one.said.kind == "ADDACS" and one.said.code == NEW_ACCOUNT_AT_ANOTHER_BANK
    event = "change_bank" if is_lodged_anew else "amend"
    if state not in ("active", "lodging", "suspended"):
        one.exception = f"The mandate is {state.replace('_', ' ')}, so its account was not changed."
        return
    try:
        checked = bank_details.checked(sort_code, number, one.said.payer_name or before.name, on=on)
        if checked.key == bytes(old.key):
            _say(one, "That is the account it collects from already.")
            return
        new = accounts.record(mandate, checked, advice=_advice(kept), run=run.id, on=on)
    except Refused as refusal:
        one.exception = f"The new account could not be taken in: {refusal.sentence}"[:300]
        if held := EVENTS["hold"].get(state):
            _move(held, state, {mandate.pk: one}, kept, run, on)
            one.event = held
            _say(one, SAID[held])
        return
    move(
        [mandate.pk], event, state, run=run.id, on=on, at=run.at, reasons=[one.said.meaning[:200]],
        codes=[one.said.code[:8]], advices=[_advice(kept)],
    )  # fmt: skip
    one.event = event
    _say(one, f"It collects from the account ending {new.last_four} from now on.")
    if is_lodged_anew:
        lodging.ask(new, lodging.NEW, run=run.id, on=on)
        _say(one, "A new instruction (0N) waits to be lodged.")


def _hold_recovery(customer: int, run: RunInHand, on: date) -> None:
    """Nothing is chased while the death is looked into."""
    Hold.objects.create(
        customer_id=customer, kind="awaiting_decision", note="The payer’s bank says that the payer has died",
        valid_from=on, valid_to=on + HELD_AFTER_A_DEATH, run_id=run.id,
    )  # fmt: skip


def _advice(kept: BacsReport) -> str:
    return f"{kept.kind} {kept.number or kept.pk}"[:80]


def _say(one: Found, sentence: str) -> None:
    one.done = f"{one.done} {sentence}".strip()
