"""What Bacs says of our credits: one that came back is credit on the account again; an account that moved is known by
its new details the next time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from piperoll.bacs import credits
from piperoll.bacs.found import Found
from piperoll.bacs.models import BacsFile
from piperoll.customers.models import Customer
from piperoll.direct_debit.bank_details import checked
from piperoll.foundations.refusals import Refused
from piperoll.refunds import coming_back, payees
from piperoll.refunds.models import PayeeAccount, Refund
from piperoll.refunds.taking_back import Ending
from piperoll.runs.running import RunInHand

NO_REFUND = "No refund of ours that was sent has the reference {reference} and that sum."
ASK_AGAIN = "Ask the payee for the right account, then ask for the refund again."
BEREAVED = "Follow the bereavement path: confirm the death, flag the customer, and pay the estate."
CHECK_FIRST = "Nothing: the new account is offered the next time, and somebody approves the refund as ever."


def register() -> None:
    """Make known to `bacs` who knows about credits."""
    credits.known_by(credits.Reader(returned, refused, changed, withdrawn))


def returned(found: Sequence[Found], *, run: RunInHand, on: date, counts: Counter[str]) -> None:
    """Credits that came back unpaid (ARUCS)."""
    ours = _ours(found)
    endings = [ending for one in found if (ending := _ending(one, ours, "Came back unpaid", on))]
    if endings:
        counts["pence_back"] += coming_back.bring_back(endings, run=run.id, on=on, at=run.at)


def refused(found: Sequence[Found], *, run: RunInHand, on: date, counts: Counter[str]) -> None:
    """Credits that Bacs would not take in (Input): no money left the bank. What is none of ours is left as it is."""
    ours = _ours(found)
    mine = [one for one in found if _reference(one) in ours]
    endings = [ending for one in mine if (ending := _ending(one, ours, "Bacs did not take it", on))]
    if endings:
        counts["pence_back"] += coming_back.bring_back(endings, run=run.id, on=on, at=run.at, went=False)


def _ending(one: Found, ours: Mapping[str, Refund], why: str, on: date) -> Ending | None:
    """How an advice ends its refund, said on the advice; None when it is about none, or says why not."""
    refund, one.exception = ours.get(_reference(one)), ""
    if refund is None or one.said.amount_pence not in (None, refund.amount_pence):
        one.exception = NO_REFUND.format(reference=one.said.reference.strip() or "(none)")
        return None
    if hasattr(refund, "end"):
        one.exception = f"Refund {refund.pk} ended before: {refund.end.get_what_display().lower()}."
        return None
    one.customer = refund.customer_id
    one.done = f"Refund {refund.pk} is credit on the account again."
    one.next_step = BEREAVED if one.said.payer_died else ASK_AGAIN
    return Ending(refund.pk, "returned", one.said.code, f"{why}: {one.said.meaning}", on)


def _reference(one: Found) -> str:
    return one.said.reference.strip().upper()


def changed(found: Sequence[Found], *, run: RunInHand, on: date) -> None:
    """Accounts of payees that are wrong, or moved to new details (AWACS)."""
    ours = _ours(found)
    for one in found:
        refund = ours.get(_reference(one))
        if refund is None or refund.payee is None:
            one.exception = NO_REFUND.format(reference=one.said.reference.strip() or "(none)")
            continue
        one.customer = refund.customer_id
        if not one.said.new_account_number:
            one.exception = f"The account of refund {refund.pk} is wrong: {one.said.meaning}. {ASK_AGAIN}"
            continue
        name = payees.opened(refund.payee).name
        try:
            details = checked(one.said.new_sort_code, one.said.new_account_number, name, on=on)
        except Refused as fault:
            one.exception = f"The new details for refund {refund.pk} cannot be kept: {fault.sentence}"[:300]
            continue
        customer = Customer.objects.get(pk=refund.customer_id)
        if not PayeeAccount.objects.filter(customer=customer, key=details.key, origin="awacs").exists():
            PayeeAccount.objects.create(
                customer=customer, origin="awacs", representative_id=refund.payee.representative_id,
                entered_by_id=run.by.user_id, valid_from=on, run_id=run.id, **details.columns(),
            )  # fmt: skip
        one.done = "The new account is kept for the next refund."
        one.next_step = CHECK_FIRST


def withdrawn(file: BacsFile, why: str, *, run: RunInHand, on: date) -> int:
    """A file of refunds that Bacs withdrew: its refunds are credit on the accounts again; the pence."""
    standing = Refund.objects.filter(live__refund_run__verdict__filed__file=file, end=None).order_by("pk")
    endings = [Ending(one.pk, "withdrawn", "", why, on) for one in standing]
    return coming_back.bring_back(endings, run=run.id, on=on, at=run.at) if endings else 0


def _ours(found: Sequence[Found]) -> dict[str, Refund]:
    """The released refunds these references name."""
    numbers = [
        int(text.removeprefix("REFUND-"))
        for one in found
        if (text := _reference(one)).startswith("REFUND-") and text[7:].isdigit() and len(text) < 19
    ]
    refunds = Refund.objects.filter(
        pk__in=numbers, method="bacs", chosen__refund_run__verdict__what="released"
    ).select_related("payee")  # fmt: skip
    return {f"REFUND-{one.pk}": one for one in refunds}
