"""A payer's Direct Debit from mandate to money, in the words of the office; days are given, never looked up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from direct_debit.paying import ALSO_GOOD, GOOD, by_phone
from piperoll.bacs.apply_bacs_report import Applied, apply_bacs_report
from piperoll.bacs.collect import Chosen, collect
from piperoll.bacs.lodge_mandates import Lodged, lodge_mandates
from piperoll.bacs.models import Collection
from piperoll.bacs.release_collection import Released, release_collection
from piperoll.bacs.write_bacs_file import Written, write_bacs_file
from piperoll.customers.models import Customer
from piperoll.direct_debit.models import Mandate
from piperoll.direct_debit.notify_collections import notify_collections
from piperoll.direct_debit.set_up_mandate import set_up_mandate
from piperoll.dispatch.dispatch_letters import dispatch_letters
from piperoll.foundations.actors import Actor
from the_day import MONDAY, at, bill, charge

TOLD_ON = date(2026, 11, 27)
INPUT_ON = date(2026, 12, 17)
PROCESSED_ON = date(2026, 12, 18)
DUE_ON = date(2026, 12, 21)
"""Bills of Monday 23 November 2026 are due on 21 December: told on 27 November, the file in on 17 December."""


def a_payer(folder: Path, by: Actor, *pounds: str, name: str = "Ada Lovegrove", on: date = MONDAY) -> Mandate:
    """Somebody billed these sums who pays everything by Direct Debit, set up by telephone."""
    charges = [
        charge(f"{name}-{n}", sum_, name=name, address_1=f"{n} Brine Street") for n, sum_ in enumerate(pounds, 1)
    ]  # fmt: skip
    for n, one in enumerate(charges):
        bill(folder, by, {**one, "address_1": "1 Brine Street"}, on=on, name=f"{name}-{n}.csv")
    customer = Customer.objects.get(name=name)
    account = GOOD if Mandate.objects.count() % 2 == 0 else ALSO_GOOD
    made = set_up_mandate(customer=customer.pk, told=by_phone(account, account_name=name), on=on, at=at(on), by=by)
    return Mandate.objects.get(pk=made.mandate)


def lodge(by: Actor, on: date = MONDAY) -> Lodged:
    """Lodge what waits."""
    return lodge_mandates(on=on, at=at(on), by=by)


def tell(by: Actor, on: date = TOLD_ON) -> None:
    """Write the notices of a day and send them."""
    notify_collections(on=on, at=at(on), by=by)
    dispatch_letters(on=on, at=at(on), by=by, workers=1)


def choose(by: Actor, collect_on: date = DUE_ON, on: date = INPUT_ON) -> Chosen:
    """Choose what is collected on a day."""
    return collect(collect_on=collect_on, on=on, at=at(on), by=by)


def release(chosen: Chosen | int, by: Actor, on: date = INPUT_ON) -> Released:
    """Let a collection run go."""
    number = chosen if isinstance(chosen, int) else chosen.collection_run
    assert number is not None
    return release_collection(collection_run=number, on=on, at=at(on), by=by)


def write(by: Actor, *collection_runs: int, on: date = INPUT_ON, format: str = "standard18") -> Written:
    """Write the file of released runs."""
    return write_bacs_file(collection_runs=collection_runs, format=format, on=on, at=at(on), by=by)


def collected(folder: Path, olive: Actor, oscar: Actor, *pounds: str) -> Collection:
    """One payer's bills, collected and released."""
    a_payer(folder, olive, *pounds)
    lodge(olive)
    tell(olive)
    release(choose(olive), oscar)
    write(oscar)
    return Collection.objects.latest("id")


def unpaid(
    *returned: tuple[Collection, str],
    total: int | None = None,
    number: str = "001",
    day: date = PROCESSED_ON,
    produced: date = date(2026, 12, 23),
) -> bytes:
    """An ARUDD report of collections that came back, each with its code."""
    items = "".join(
        f'<ReturnedDebitItem ref="{one.mandate.reference:<18}" transCode="{one.code}" returnCode="{code}{day:%j}" '
        f'returnDescription="" originalProcessingDate="{day}" valueOf="{one.amount_pence / 100:.2f}" currency="GBP">'
        '<PayerAccount number="63748472" ref="" name="A PAYER" sortCode="20-29-59"/></ReturnedDebitItem>'
        for one, code in returned
    )
    value = (sum(one.amount_pence for one, _ in returned) if total is None else total) / 100
    return (
        f'<BACSDocument><Data><ARUDD><Header reportType="REFT1019" adviceNumber="{number}" currentProcessingDate="{produced}"/>'
        '<ServiceLicenseInformation userName="ANYTOWN" userNumber="999999"/><Advice><OriginatingAccountRecords>'
        f'<OriginatingAccountRecord><OriginatingAccount name="ANYTOWN" number="66374958" sortCode="08-99-99"/>{items}'
        f'<Totals numberOf="{len(returned)}" valueOf="{value:.2f}" currency="GBP"/></OriginatingAccountRecord>'
        "</OriginatingAccountRecords></Advice></ARUDD></Data></BACSDocument>"
    ).encode()


def messages(kind: str, *advices: dict[str, str], number: str = "1") -> bytes:
    """An ADDACS or AUDDIS report."""
    told = "".join(
        "<MessagingAdvice " + " ".join(f'{name.replace("_", "-")}="{value}"' for name, value in advice.items()) + "/>"
        for advice in advices
    )
    return (
        f'<BACSDocument><Data><MessagingAdvices><MessagingHeader advice-type="{kind}" user-number="999999" '
        f'report-generation-date="2026-12-23" envelope-sequence-number="{number}"/>{told}</MessagingAdvices></Data></BACSDocument>'
    ).encode()


def take_in(
    folder: Path, by: Actor, content: bytes, *, name: str = "report.xml", on: date = date(2026, 12, 23)
) -> Applied:
    """Apply a report that came."""
    file = folder / name
    file.write_bytes(content)
    return apply_bacs_report(file=file, on=on, at=at(on), by=by)


def numbers(collections: Sequence[Collection]) -> list[int]:
    """Their keys."""
    return [one.pk for one in collections]
