"""One camt entry (`Ntry`) into statement lines: one, or one for each detail of a batch whose sums agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from piperoll.formats.accounts import payer
from piperoll.formats.fields import hundredths, iso_date
from piperoll.formats.kinds import Kind, kind_of, kind_of_word
from piperoll.formats.refusals import FileMalformed, TotalsDisagree
from piperoll.formats.statements import Line
from piperoll.foundations.money import plain_pounds

Facts = dict[str, list[str]]

_EMPTY = frozenset({"", "NOTPROVIDED", "NOT PROVIDED"})
_REFERENCES = (
    "Refs/EndToEndId",
    "RmtInf/Strd/CdtrRefInf/Ref",
    "RmtInf/Strd/CdtrRefInf/CdtrRef",
    "RmtInf/Strd/RfrdDocInf/Nb",
    "RmtInf/Strd/RfrdDocInf/RfrdDocNb",
    "Refs/MndtId",
    "Refs/InstrId",
    "Refs/TxId",
    "Refs/PmtInfId",
    "Refs/ChqNb",
)
_NARRATIVE = ("RmtInf/Ustrd", "RmtInf/Strd/AddtlRmtInf", "AddtlTxInf")
_FAMILIES = {
    "RCDT": Kind.CREDIT_TRANSFER,
    "ICDT": Kind.CREDIT_TRANSFER,
    "RRCT": Kind.FASTER_PAYMENT,
    "IRCT": Kind.FASTER_PAYMENT,
    "RDDT": Kind.DIRECT_DEBIT,
    "IDDT": Kind.DIRECT_DEBIT_COLLECTION,
    "RCHQ": Kind.CHEQUE,
    "ICHQ": Kind.CHEQUE,
    "CNTR": Kind.CASH,
    "MCRD": Kind.CARD_SETTLEMENT,
    "CCRD": Kind.CARD,
}
_SUB_FAMILIES = {
    "UPDD": Kind.UNPAID_DIRECT_DEBIT,
    "UPCQ": Kind.UNPAID_CHEQUE,
    "BOOK": Kind.TRANSFER,
    "STDO": Kind.STANDING_ORDER,
    "CHRG": Kind.CHARGE,
    "COMM": Kind.CHARGE,
    "FEES": Kind.CHARGE,
    "INTR": Kind.INTEREST,
    "CHKD": Kind.CHEQUE,
    "RPCR": Kind.RETURNED_CREDIT,
}


def gather(element: Any, facts: Facts, details: list[Facts], prefix: str = "") -> None:
    """Every text under an element by its path of local names (`BkTxCd/Prtry/Cd`), each `TxDtls` apart from the rest.

    A sum's currency stands beside it: `Amt` and `Amt@Ccy`.
    """
    for child in element:
        path = _path(prefix, child.tag)
        if path[-7:] == "/TxDtls" or path == "TxDtls":  # the second in the messages' first version
            detail: Facts = {}
            details.append(detail)
            gather(child, detail, details)
        elif len(child):
            gather(child, facts, details, path)
        else:
            text = child.text
            facts.setdefault(path, []).append(text.strip() if text else "")
            if path[-3:] == "Amt" and (currency := child.get("Ccy")):
                facts.setdefault(path + "@Ccy", []).append(currency)


@lru_cache(maxsize=4096)
def _path(prefix: str, tag: str) -> str:
    return f"{prefix}/{local_name(tag)}" if prefix else local_name(tag)


@lru_cache(maxsize=2048)
def local_name(tag: str) -> str:
    """An element's name without its namespace, so that every version of the message reads alike."""
    return tag.rsplit("}", 1)[-1]


def first(facts: Facts, *paths: str) -> str:
    """The first text found at any of the paths; a bank's `NOTPROVIDED` is nothing."""
    for path in paths:
        for text in facts.get(path, ()):
            if text not in _EMPTY:
                return text
    return ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One `Ntry`: its sum with sign, its days, whether it is booked, and the facts of it and of its details."""

    amount_pence: int
    currency: str
    booked_on: date
    value_on: date
    booked: bool
    facts: Facts
    details: list[Facts]
    source_line: int


def read_entry(element: Any, name: str, unwritten_day: Callable[[], date | None]) -> Entry:
    """The entry in an `Ntry` element; `unwritten_day` gives its day when it has none of its own.

    Raises FileMalformed when its sum, direction or days cannot be trusted."""
    facts: Facts = {}
    details: list[Facts] = []
    gather(element, facts, details)
    try:
        written = first(facts, "BookgDt/Dt", "BookgDt/DtTm"), first(facts, "ValDt/Dt", "ValDt/DtTm")
        booked_on = iso_date(written[0] or written[1]) if any(written) else unwritten_day()
        if booked_on is None:
            raise ValueError("the entry has no date")
        return Entry(
            amount_pence=signed(facts, "Amt", "CdtDbtInd"),
            currency=first(facts, "Amt@Ccy"),
            booked_on=booked_on,
            value_on=iso_date(written[1]) if written[1] else booked_on,
            booked=first(facts, "Sts", "Sts/Cd") in ("BOOK", ""),
            facts=facts,
            details=details,
            source_line=element.sourceline or 0,
        )
    except ValueError as problem:
        raise FileMalformed(format=name, line=element.sourceline or 0, reason=str(problem)) from None


def signed(facts: Facts, amount: str, direction: str) -> int:
    """A sum in pence, below nought when the direction is DBIT. Reversals carry their own direction already."""
    pence = hundredths(first(facts, amount))
    if pence < 0:
        raise ValueError("a sum has a sign of its own beside CdtDbtInd")
    way = first(facts, direction)
    if way not in ("CRDT", "DBIT"):
        raise ValueError(f"{direction} is {way!r}, neither CRDT nor DBIT")
    return pence if way == "CRDT" else -pence


def lines_of(entry: Entry, number: int, currency: str, name: str) -> Iterator[Line]:
    """The entry's lines, counted from `number`. A batch whose details do not add up to it raises TotalsDisagree."""
    sums = _detail_sums(entry, currency, name) if len(entry.details) > 1 else None
    if sums is not None:
        batch = first(entry.facts, "AcctSvcrRef", "NtryRef", "NtryDtls/Btch/PmtInfId", "NtryDtls/Btch/MsgId")
        batch = batch or f"entry at line {entry.source_line}"
        for offset, (detail, pence) in enumerate(zip(entry.details, sums, strict=True)):
            yield _line(entry, [detail], pence, number + offset, batch)
    else:
        yield _line(entry, entry.details, entry.amount_pence, number, "")


def _detail_sums(entry: Entry, currency: str, name: str) -> list[int] | None:
    """Each detail's signed sum in the account's currency, or None when the details do not all say."""
    sums = []
    try:
        for detail in entry.details:
            at = next((p for p in ("Amt", "AmtDtls/TxAmt/Amt") if first(detail, p + "@Ccy") == currency), None)
            if at is None:
                return None
            whose = detail if "CdtDbtInd" in detail else entry.facts
            sums.append(signed({at: detail[at], "CdtDbtInd": whose["CdtDbtInd"]}, at, "CdtDbtInd"))
    except ValueError as problem:
        raise FileMalformed(format=name, line=entry.source_line, reason=str(problem)) from None
    if sum(sums) != entry.amount_pence and not _charges_explain(entry, sum(sums)):
        raise TotalsDisagree(
            format=name,
            line=entry.source_line,
            what="an entry",
            stated=plain_pounds(entry.amount_pence),
            counted=plain_pounds(sum(sums)),
        )
    return sums if sum(sums) == entry.amount_pence else None


def _charges_explain(entry: Entry, total: int) -> bool:
    """Whether charges the bank took off on the way make the difference; such an entry stays one line."""
    charges = [
        hundredths(text)
        for facts in (entry.facts, *entry.details)
        for path in ("Chrgs/Rcrd/Amt", "Chrgs/Amt", "Chrgs/TtlChrgsAndTaxAmt")
        for text in facts.get(path, ())
    ]
    return abs(total - entry.amount_pence) in {sum(charges), *charges} if charges else False


def _line(entry: Entry, details: list[Facts], pence: int, number: int, batch: str) -> Line:
    detail = details[0] if details else {}
    narrative = (*_texts(details, _NARRATIVE), *_texts([entry.facts], ("AddtlNtryInf",)))
    type_code, known = _type(entry.facts, detail if batch else {}, pence, detail)
    sort_code, account_number, payer_name = _counterparty(entry, detail, pence)
    own = first(detail, "Refs/AcctSvcrRef")
    return Line(
        number=number,
        booked_on=entry.booked_on,
        value_on=entry.value_on,
        amount_pence=pence,
        type_code=type_code,
        kind=kind_of(type_code, pence, " ".join(narrative), known),
        payer_name=payer_name,
        payer_sort_code=sort_code,
        payer_account_number=account_number,
        references=tuple(dict.fromkeys(_texts(details, _REFERENCES))),
        narrative=narrative,
        customer_reference=first(detail, "Refs/EndToEndId"),
        bank_reference=own if batch else first(entry.facts, "AcctSvcrRef") or own or first(entry.facts, "NtryRef"),
        batch=batch,
        source_line=entry.source_line,
    )


def _texts(sources: list[Facts], paths: tuple[str, ...]) -> list[str]:
    found = []
    for facts in sources:
        for path in paths:
            if path in facts:
                found += [text for text in facts[path] if text not in _EMPTY]
    return found


def _type(entry: Facts, own: Facts, pence: int, detail: Facts) -> tuple[str, Kind | None]:
    """The bank's own word, or failing that domain-family-sub-family, and the kind it means."""
    for facts in (own, entry, detail):
        word = first(facts, "BkTxCd/Prtry/Cd")
        family, sub_family = first(facts, "BkTxCd/Domn/Fmly/Cd"), first(facts, "BkTxCd/Domn/Fmly/SubFmlyCd")
        if not word and not family:
            continue
        known = kind_of_word(word) or _SUB_FAMILIES.get(sub_family) or _FAMILIES.get(family)
        if "RtrInf/Rsn/Cd" in detail or "RtrInf/Rsn/Prtry" in detail:
            known = Kind.UNPAID_DIRECT_DEBIT if family in ("IDDT", "RDDT") and pence < 0 else Kind.RETURNED_CREDIT
        elif known and first(entry, "RvslInd") in ("true", "1"):
            known = Kind.UNPAID_DIRECT_DEBIT if family == "IDDT" else Kind.REVERSAL
        domain = "-".join(part for part in (first(facts, "BkTxCd/Domn/Cd"), family, sub_family) if part)
        return word or domain, known
    return "", Kind.REVERSAL if first(entry, "RvslInd") in ("true", "1") else None


def _counterparty(entry: Entry, detail: Facts, pence: int) -> tuple[str, str, str]:
    """Sort code, account number and name of the other side: the debtor of money in, the creditor of money out.

    A reversal keeps the sides of the movement it undoes.
    """
    came_in = (pence >= 0) != (first(entry.facts, "RvslInd") in ("true", "1"))
    for side in ("Dbtr", "Cdtr") if came_in else ("Cdtr", "Dbtr"):
        at = "RltdPties/" + side
        ultimate, agent = f"RltdPties/Ultmt{side}", at + "/Agt/FinInstnId"
        who = first(detail, at + "/Nm", at + "/Pty/Nm", agent + "/Nm", ultimate + "/Nm", ultimate + "/Pty/Nm")
        held = first(detail, at + "Acct/Id/IBAN", at + "Acct/Id/Othr/Id", at + "Acct/Id/PrtryAcct/Id")
        if who or held:
            sort_code, account_number = payer(held)
            member = first(detail, f"RltdAgts/{side}Agt/FinInstnId/ClrSysMmbId/MmbId")
            return sort_code or (member if member.isdigit() and len(member) == 6 else ""), account_number, who
    return "", "", ""
