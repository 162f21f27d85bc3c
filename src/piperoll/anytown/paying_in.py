"""Anytown's post and counter: cheques paid in, one that comes back, a till counted short, a file from allpay."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from piperoll.anytown.outcome import Outcome
from piperoll.formats.payment_layouts import FIRST
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import plain_pounds
from piperoll.receipting.models import Taking
from piperoll.receipting.place_receipt import place_receipt
from piperoll.receivables.models import Item
from piperoll.runs.running import AlreadyTakenIn
from piperoll.takings.approve_file_profile import approve_file_profile
from piperoll.takings.authorise_cash_up import authorise_cash_up
from piperoll.takings.bank_cheques import bank_cheques
from piperoll.takings.cash_up import cash_up
from piperoll.takings.import_payment_file import import_payment_file
from piperoll.takings.models import BankedTaking, Banking, CashUp, PaymentFileTaken, Unpaid
from piperoll.takings.return_unpaid import return_unpaid
from piperoll.takings.rules import Cheque
from piperoll.takings.take_cash import take_cash
from piperoll.takings.write_file_profile import write_file_profile

STEPS = 5
TILL = "GUILDHALL-1"
CHEQUES, SLIP = 4, "500481"


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """Pay the post's cheques in, then hear that one came back. Done before, they change nothing."""
    officer = team["officer"]
    yield _pay_in(on, at, officer)
    yield _come_back(on, at, officer)
    yield _take_cash(on, at, officer)
    yield _count(on, at, officer, team["senior"])
    yield _from_allpay(on, at, officer, team["senior"])


def _pay_in(on: date, at: datetime, by: Actor) -> Outcome:
    banking = Banking.objects.filter(slip=SLIP).first()
    already = banking is not None
    if banking is None:
        owed = _owed()
        cheques = [
            Cheque(item.balance.open_pence, item.customer.name.upper()[:40], f"{100_101 + place}", item.reference)
            for place, item in enumerate(owed)
        ]  # fmt: skip
        total = sum(cheque.amount_pence for cheque in cheques)
        made = bank_cheques(
            bank_account="MAIN", slip=SLIP, total_pence=total, cheques=cheques, on=on, at=at, by=by
        )  # fmt: skip
        for receipt, item in zip(made.receipts[:2], owed[:2], strict=True):
            place_receipt(
                receipt=receipt, customer=item.customer_id, allocations={item.pk: item.balance.open_pence},
                reason="the invoice’s number is on the back", on=on, at=at, by=by,
            )  # fmt: skip
        banking = Banking.objects.get(pk=made.banking)
    return Outcome(
        "day", "Pay cheques in", banking.run_id, banking.takings, banking.takings, "cheques", 0, banking.amount_pence,
        already,
    )  # fmt: skip


def _come_back(on: date, at: datetime, by: Actor) -> Outcome:
    """The first cheque was drawn on an account without the money."""
    back = Unpaid.objects.first()
    already = back is not None
    if back is None:
        first = BankedTaking.objects.filter(banking__slip=SLIP).order_by("taking").values_list("taking", flat=True)[0]
        return_unpaid(receipt=first, reason="Refer to drawer", on=on, at=at, by=by)
        back = Unpaid.objects.get(taking=first)
    return Outcome("day", "A cheque comes back", back.run_id, 1, 1, "cheques", 0, back.amount_pence, already)


def _take_cash(on: date, at: datetime, by: Actor) -> Outcome:
    taken = Taking.objects.filter(method__kind="cash", number=TILL)
    already = taken.exists()
    if not already:
        for pence, payer in ((40_00, "A NOYMOUS"), (10_00, ""), (1_50, "GUILDHALL CAFE")):
            take_cash(till=TILL, amount_pence=pence, payer=payer, bank_account="MAIN", on=on, at=at, by=by)
    pence = sum(taken.values_list("amount_pence", flat=True))
    return Outcome("day", "Take cash", None, len(taken), len(taken), "receipts", 0, pence, already)


def _count(on: date, at: datetime, by: Actor, other: Actor) -> Outcome:
    """The till is a pound short; a senior officer looks and lets it stand."""
    count = CashUp.objects.filter(till=TILL).first()
    already = count is not None
    if count is None:
        made = cash_up(
            till=TILL, bank_account="MAIN", slip="600017", counted={20_00: 2, 10_00: 1, 50: 1},
            reason="A pound too much given in change", on=on, at=at, by=by,
        )  # fmt: skip
        authorise_cash_up(cash_up=made.cash_up, reason="Till roll looked at", on=on, at=at, by=other)
        count = CashUp.objects.get(pk=made.cash_up)
    return Outcome("day", "Count the till", count.run_id, 3, 1, "bankings", 0, count.counted_pence, already)


def _from_allpay(on: date, at: datetime, by: Actor, other: Actor) -> Outcome:
    """The first file from allpay: how it is laid out is written and approved, and it is taken in."""
    taken = PaymentFileTaken.objects.select_related("banking").filter(version__profile="ALLPAY").first()
    already = taken is not None
    if taken is None:
        owed = _owed()[2:]
        content = allpay_file([(item.reference, item.balance.open_pence) for item in owed], on)
        write_file_profile(
            code="ALLPAY", name="allpay", method="ALLPAY", bank_account="MAIN", bank_words="ALLPAY",
            layout=FIRST["allpay"].told(), sample=content, on=on, at=at, by=by,
        )  # fmt: skip
        approve_file_profile(profile="ALLPAY", on=on, at=at, by=other)
        with TemporaryDirectory() as folder:
            file = Path(folder) / f"allpay-{on:%Y%m%d}.txt"
            file.write_bytes(content)
            made = import_payment_file(file=file, profile="ALLPAY", on=on, at=at, by=by)
            with suppress(AlreadyTakenIn):  # they send it twice, which raises an alert
                import_payment_file(file=file, profile="ALLPAY", on=on, at=at, by=by)
        taken = PaymentFileTaken.objects.select_related("banking").get(banking=made.banking)
    banking = taken.banking
    return Outcome(
        "day", "Take in a file from allpay", banking.run_id, banking.takings, banking.takings, "payments", 0,
        banking.amount_pence, already,
    )  # fmt: skip


def allpay_file(paid: list[tuple[str, int]], on: date) -> bytes:
    """A file of allpay's: (our reference, pence) a payment, with its total and count."""
    lines = [f"{'0123456':7}{reference:16}{plain_pounds(pence):>9}T{on:%d/%m/%Y}" for reference, pence in paid]
    total, count = plain_pounds(sum(pence for _, pence in paid)), len(paid)
    trailers = [
        f"{'Total Amount Updated onto System:':34}{total:>17}",
        f"{'Total Transactions updated onto System:':40}{count:>17}",
    ]
    return "\n".join([*lines, "", *trailers, ""]).encode()


def _owed() -> list[Item]:
    """The last things owed, one a customer: what no Direct Debit, letter or bank line of the day is about."""
    items = Item.objects.filter(kind="instalment", balance__open_pence__gt=0, service__code="LIC")
    found: dict[int, Item] = {}
    for item in items.select_related("balance", "customer").order_by("-id")[: 50 * CHEQUES]:
        found.setdefault(item.customer_id, item)
    return list(found.values())[:CHEQUES]
