"""Reading what came back unpaid: Direct Debits (ARUDD) and our own credits (ARUCS)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from piperoll.formats import bacs_codes as codes
from piperoll.formats.bacs_advices import Advice, Report, value_of
from piperoll.formats.bacs_xml import a_day, digits_of, first, malformed, must_agree, named, pence, said, taken, whole
from piperoll.formats.camt_entries import local_name


def reader_of(kind: str, reasons: dict[str, codes.Reason]) -> Callable[[Any, str], Report]:
    """A reader of ARUDD or ARUCS elements; it raises FileMalformed and TotalsDisagree."""

    def reader(root: Any, digest: str) -> Report:
        header, user = first(root, "Header"), first(root, "ServiceLicenseInformation")
        if header is None:
            raise malformed(root, "it has no Header")
        items = [item for item in root.iter() if isinstance(item.tag, str) and _is_returned(item)]
        told = {item: _returned(kind, item, reasons) for item in items}
        for totals in named(root, "Totals"):  # of whatever they stand in: an account, or all there is
            mine = [told[item] for item in totals.getparent().iter() if item in told]
            must_agree(totals, "the total", pence(said(totals, "valueOf"), totals, "valueOf"), value_of(mine))
            count = whole(said(totals, "numberOf"), totals, "numberOf")
            must_agree(totals, "the number of items", count, len(mine), is_money=False)
        advices = list(told.values())
        return Report(
            report=kind,
            report_type=said(header, "reportType"),
            number=said(header, "adviceNumber"),
            produced_on=a_day(said(header, "currentProcessingDate"), header, "currentProcessingDate"),
            user_number=said(user, "userNumber"),
            user_name=said(user, "userName"),
            digest=digest,
            advices=advices,
            value_pence=value_of(advices),
        )

    return reader


def _is_returned(item: Any) -> bool:
    name = local_name(item.tag)
    return name.startswith("Returned") and name.endswith("Item")


def _returned(kind: str, item: Any, reasons: dict[str, codes.Reason]) -> Advice:
    """The return code is a reason and the day of the year of the original processing (`0273`), or the reason alone."""
    whole_code = said(item, "returnCode").strip().upper()
    code, day_number = whole_code[:1], whole_code[1:]
    processed = a_day(said(item, "originalProcessingDate"), item, "originalProcessingDate")
    note = ""
    if day_number and processed and day_number != f"{processed:%j}":
        note = f"its code {whole_code} speaks of day {day_number}, its original processing date of day {processed:%j}"
    account = next((child for child in item if isinstance(child.tag, str) and child.get("sortCode") is not None), None)
    reason = reasons.get(code, codes.UNKNOWN)
    if reason.may_present_again and said(item, "transCode") == "18":
        reason = codes.PRESENTED_TWICE
    return Advice(
        line=item.sourceline or 1,
        kind=kind,
        reference=said(item, "ref") or said(account, "ref"),
        code=code,
        meaning=reason.meaning,
        action=reason.action,
        mandate=reason.mandate,
        may_present_again=reason.may_present_again,
        payer_died=reason.payer_died,
        payer_name=said(account, "name"),
        sort_code=digits_of(said(account, "sortCode")),
        account_number=digits_of(said(account, "number")),
        transaction_code=said(item, "transCode"),
        amount_pence=taken(said(item, "valueOf"), item, "valueOf", said(item, "currency")),
        original_processing_on=processed,
        note=note,
    )
