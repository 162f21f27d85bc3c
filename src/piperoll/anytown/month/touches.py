"""Everything a person does in the month, by name: what the office enters or decides, and the few receipts that need an
officer. Whatever is not in this table happens by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from piperoll.anytown.bacs_says import unpaid
from piperoll.anytown.month.diary import A_WEEK, moment, working_day, working_days
from piperoll.anytown.month.office import Office
from piperoll.authority.decide_request import decide_request
from piperoll.bacs.apply_bacs_report import apply_bacs_report
from piperoll.bacs.collect import collect
from piperoll.bacs.models import Collection
from piperoll.bacs.release_collection import release_collection
from piperoll.bacs.rules import contra_words
from piperoll.bacs.write_bacs_file import write_bacs_file
from piperoll.cards.ask_govuk_pay import ask_govuk_pay
from piperoll.cards.make_payment_link import make_payment_link
from piperoll.cards.models import CardPayment, PaymentLink
from piperoll.cards.rules import key_of
from piperoll.cards.start_card_payment import PAYER, start_card_payment
from piperoll.customers.models import Customer
from piperoll.receipting.models import Receipt
from piperoll.receipting.place_receipt import place_receipt
from piperoll.receivables.models import Item
from piperoll.refunds import rules as refund_rules
from piperoll.refunds.choose_refunds import choose_refunds
from piperoll.refunds.release_refunds import release_refunds
from piperoll.refunds.request_refund import RefundWanted, request_refund
from piperoll.refunds.write_refund_file import write_refund_file
from piperoll.takings.bank_cheques import bank_cheques
from piperoll.takings.cash_up import cash_up
from piperoll.takings.return_unpaid import return_unpaid
from piperoll.takings.rules import Cheque
from piperoll.takings.take_cash import take_cash

CHEQUES = 2
TILL = "GUILDHALL-1"
COINS = (50_00, 20_00, 10_00, 5_00, 2_00, 1_00, 50, 20, 10, 5, 2, 1)


class Touch(NamedTuple):
    """What somebody does on the working day of a number (each week, if `weekly`), the verbs it takes, and why.

    It is done before the morning's statements, or `is_afternoon`, after the day's receipts were placed.
    """

    day: int
    weekly: bool
    verbs: tuple[str, ...]
    why: str
    do: Callable[[Office, date], None]
    is_afternoon: bool = False

    def falls_on(self, number: int) -> bool:
        """Whether it is done on the working day of this number."""
        return number % A_WEEK == self.day if self.weekly else number == self.day


def _enter_cheques(office: Office, on: date) -> None:
    """The post's cheques, each with the bill it is for; the bank shows the slip two working days later."""
    debts, number = office.next_debts(CHEQUES), working_days().index(on)
    cheques = [
        Cheque(debt.bill.gross_pence, debt.bill.customer.name.upper()[:40], f"{100_200 + place}", debt.bill.number)
        for place, debt in enumerate(debts, 10 * number)
    ]  # fmt: skip
    total, slip = sum(one.amount_pence for one in cheques), f"{500_500 + number}"
    made = bank_cheques(
        bank_account="MAIN", slip=slip, total_pence=total, cheques=cheques, **office.act("officer", on, 9)
    )  # fmt: skip
    office.kept.setdefault("cheque", (made.receipts[0], debts[0]))
    office.banks.book(working_day(number + 2), total, f"CREDIT {slip}", method="CHQ")


def _pay_by_card(office: Office, on: date) -> None:
    """Somebody who asks how to pay is made a link, and pays; GOV.UK Pay settles it the same day."""
    office.stub.books.now = moment(on, 9)
    for debt in office.next_debts(1):
        sums, act = {debt.bill.number: debt.bill.gross_pence}, office.act("officer", on, 9)
        link = PaymentLink.objects.get(key=key_of(make_payment_link(sums=sums, **act).word))
        started = start_card_payment(
            sums=sums, comes_back_to=_back, is_moto=False, link=link, **{**act, "by": PAYER}
        )  # fmt: skip
        office.stub.books.pay(CardPayment.objects.get(pk=started.payment).there.govuk_id)
        ask_govuk_pay(reference=started.reference, **act)
    office.stub.books.settle(on)


def _back(reference: str) -> str:
    return f"https://income.anytown.example/pay/back/{reference}/"


def _take_cash(office: Office, on: date) -> None:
    for debt in office.next_debts(1):
        take_cash(
            till=TILL, amount_pence=debt.bill.gross_pence, payer=debt.bill.customer.name.upper()[:40],
            reference=debt.bill.number, bank_account="MAIN", **office.act("officer", on, 9),
        )  # fmt: skip
        office.kept["cash"] = debt.bill.gross_pence


def _count_cash(office: Office, on: date) -> None:
    """What the till holds is what was taken; it is paid in the same day."""
    pence, number = office.kept.pop("cash"), working_days().index(on)
    slip = f"{600_500 + number}"
    cash_up(till=TILL, bank_account="MAIN", slip=slip, counted=_coins(pence), **office.act("officer", on, 9))
    office.banks.book(working_day(number + 2), pence, f"CASH {slip}", method="CHQ")


def _two_days_later(on: date) -> date:
    return working_day(working_days().index(on) + 2)


def _coins(pence: int) -> dict[int, int]:
    counted = {}
    for coin in COINS:
        many, pence = divmod(pence, coin)
        if many:
            counted[coin] = many
    return counted


def _collect(office: Office, on: date) -> None:
    """Direct Debits for the day after tomorrow are chosen, released by somebody else, filed and shown by the bank."""
    collect_on = _two_days_later(on)
    chosen = collect(collect_on=collect_on, **office.act("officer", on)).collection_run
    assert chosen is not None
    released = release_collection(collection_run=chosen, **office.act("senior", on, 11))
    write_bacs_file(collection_runs=[chosen], **office.act("senior", on, 12))
    office.banks.book(collect_on, released.pence, contra_words(chosen))


def _one_comes_back(office: Office, on: date) -> None:
    """Bacs tells of one that was not paid, and the bank takes it back the same day."""
    one = Collection.objects.select_related("mandate", "collection_run").order_by("id")[0]
    invoices = Customer.objects.filter(mandates__mandate=one.mandate).values_list("invoices__number", flat=True)
    office.came_back += [debt for debt in office.collected if debt.bill.number in invoices]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "ARUDD.xml"
        file.write_text(unpaid(one, on))
        apply_bacs_report(file=file, **office.act("officer", on, 8))
    office.banks.book(on, -one.amount_pence, "UNPAID DIRECT DEBIT", method="CUI")


def _a_stranger_pays(office: Office, on: date) -> None:
    """Somebody pays a neighbour's bill and writes nothing that says so."""
    (debt,) = office.next_debts(1, "LIC")
    office.kept["stranger"] = debt
    office.on_its_way.append((working_day(working_days().index(on) + 1), debt))
    office.banks.book(on, debt.bill.gross_pence, "FOR NEXT DOOR", method="FPI", payer="H HELPER")


def _place_the_strangers(office: Office, on: date) -> None:
    """The neighbour rang up. An officer places the money."""
    debt = office.kept.pop("stranger")
    item = Item.objects.get(kind="instalment", reference=debt.bill.number)
    receipt = Receipt.objects.get(suspense__open_pence=debt.bill.gross_pence, bank_line__text__payer_name="H HELPER")
    place_receipt(
        receipt=receipt.pk, customer=item.customer_id, allocations={item.pk: debt.bill.gross_pence},
        reason="H Helper rang: it is for the neighbour", **office.act("officer", on, 14),
    )  # fmt: skip


def _cheque_comes_back(office: Office, on: date) -> None:
    key, debt = office.kept["cheque"]
    receipt = Receipt.objects.get(pk=key)
    office.came_back.append(debt)
    return_unpaid(receipt=receipt.pk, reason="Refer to drawer", **office.act("officer", on, 8))
    office.banks.book(on, -receipt.amount_pence, "UNPAID CHEQUE", method="CUI")


def _somebody_overpays(office: Office, on: date) -> None:
    (debt,) = office.next_debts(1, "LIC")
    office.kept["overpaid"] = debt.bill.number
    office.banks.send(debt.paid(on, words=debt.bill.number, extra=10_00), debt.bill.service)


def _refund_it(office: Office, on: date) -> None:
    """Asked for, approved and paid back to where it came from; the bank shows it two working days later."""
    customer = Customer.objects.get(invoices__number=office.kept.pop("overpaid"))
    wanted = RefundWanted(customer=customer.reference, reason="overpaid", why="Paid ten pounds too much")
    asked = request_refund(wanted=wanted, **office.act("assistant", on, 13))
    if asked.state == "waiting":
        decide_request(request=asked.request, decision="approve", **office.act("senior", on, 14))
    pay_on = _two_days_later(on)
    chosen = choose_refunds(pay_on=pay_on, **office.act("officer", on, 15)).refund_run
    assert chosen is not None
    release_refunds(refund_run=chosen, **office.act("senior", on, 16))
    write_refund_file(refund_run=chosen, **office.act("senior", on, 17))
    office.banks.book(pay_on, -asked.pence, refund_rules.contra_words(chosen), method="TFR")


TOUCHES = (
    Touch(0, True, ("bank_cheques",), "The post's cheques are entered with their slip", _enter_cheques),
    Touch(0, True, ("make_payment_link",), "A link to pay is made for somebody who asks", _pay_by_card),
    Touch(1, True, ("take_cash",), "Cash is taken at the till", _take_cash),
    Touch(2, True, ("cash_up",), "The till is counted", _count_cash),
    Touch(
        0, False, ("collect", "release_collection", "write_bacs_file"),
        "Direct Debits are chosen, and released by somebody else", _collect,
    ),
    Touch(4, False, (), "One Direct Debit comes back, as Bacs reports", _one_comes_back),
    Touch(0, False, (), "Somebody pays ten pounds too much", _somebody_overpays),
    Touch(
        1, False, ("request_refund", "decide_request", "choose_refunds", "release_refunds", "write_refund_file"),
        "It is paid back: asked, approved, released by somebody else", _refund_it, True,
    ),
    Touch(2, False, (), "A stranger pays somebody's bill and does not say whose", _a_stranger_pays),
    Touch(3, False, ("place_receipt",), "An officer places the stranger's money", _place_the_strangers, True),
    Touch(4, False, ("return_unpaid",), "A cheque comes back unpaid", _cheque_comes_back),
)  # fmt: skip
"""Where no verb is named, the world did it and the timetable deals with it."""

TIMETABLE = frozenset(
    {
        "import_statement", "import_payment_file", "import_remittance", "apply_bacs_report", "settle_card_payments",
        "start_card_payment", "ask_govuk_pay", "allocate_receipts", "write_fund_file",
    }
)  # fmt: skip
"""The verbs nobody needs to call: files that come, answers that are asked for, and what follows from them."""
