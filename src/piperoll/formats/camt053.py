"""ISO 20022 bank statements: camt.053 (the day), camt.052 and camt.054 (during the day), versions 01 to 13.

Names are matched without their namespace, so every version reads alike. The XML is streamed entry by entry; one that
declares a document type or an entity is refused before anything is read. The message may stand in an envelope with a
header (ISO 20022 head.001), as some banks' gateways send it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

from lxml import etree

from piperoll.formats.camt_entries import local_name
from piperoll.formats.camt_reports import Report
from piperoll.formats.proofs import follow_on, proved
from piperoll.formats.refusals import FileMalformed, HostileXml
from piperoll.formats.statements import Statement

_MESSAGES = {"BkToCstmrStmt": "camt.053", "BkToCstmrAcctRpt": "camt.052", "BkToCstmrDbtCdtNtfctn": "camt.054"}
_REPORTS = ("Stmt", "Rpt", "Ntfctn")
_LONGEST_SAID, _WITHIN = 120, 60
_WANTED = ("Ntry", "Acct", "Bal", "CreDtTm", *_REPORTS)


def message_of(content: bytes) -> str:
    """Which message this XML is (`camt.053`…), or "" when it is none of them. Raises HostileXml, FileMalformed."""
    for number, element in enumerate(_elements(content, "XML", "start", ())):
        if number == 0 and element.getroottree().docinfo.doctype:
            raise HostileXml(line=1)
        if name := _MESSAGES.get(re.sub(r"V\d\d\Z", "", local_name(element.tag)), ""):
            return name
        if number == _WITHIN:
            break
    return ""


def read(content: bytes) -> list[Statement]:
    """Every statement in the file, each proved where it can be. Raises FileRefused."""
    name = message_of(content)
    if not name:
        raise FileMalformed(format="XML", line=1, reason="it holds no bank statement, report or notification")
    statements: list[Statement] = []
    unfinished = False
    for element, report in _reports(content, name):
        page = report.finish(element)
        if unfinished and statements and _is_next_page(statements[-1], page):
            page = _joined(statements.pop(), page)
        statements.append(page)
        unfinished = report.more_pages
        element.clear()
    if not statements:
        raise FileMalformed(format=name, line=1, reason="it holds no statement")
    statements = [proved(statement) for statement in statements]
    follow_on(statements)
    return statements


def _reports(content: bytes, name: str) -> Iterator[tuple[Any, Report]]:
    """Each statement element at its end, with what was gathered on the way. Entries are let go once read."""
    report, entry_before, home = Report(name), None, None
    for element in _elements(content, name, "end", tuple("{*}" + tag for tag in _WANTED)):
        tag = local_name(element.tag)
        parent = element.getparent()
        within = _is_report(parent) and (tag in _REPORTS or _is_report(parent.getparent()))
        if within or (home is not None and _is_report(parent) and parent is not home):
            reason = "one statement stands within another, so an end is missing"
            raise FileMalformed(format=name, line=element.sourceline or 1, reason=reason)
        if tag in _REPORTS:
            yield element, report
            report, entry_before, home = Report(name), None, None
            continue
        if not _is_report(parent):
            continue
        home = parent
        if tag == "CreDtTm":
            report.created = (element.text or "").strip()
        elif tag == "Acct":
            report.take_account(element)
        elif tag == "Bal":
            report.take_balance(element)
        else:
            report.take_entry(element)
            element.clear()
            if entry_before is not None:
                parent.remove(entry_before)
            entry_before = element


def _is_report(element: Any) -> bool:
    return element is not None and local_name(element.tag) in _REPORTS


def _elements(content: bytes, name: str, event: str, tags: tuple[str, ...]) -> Iterator[Any]:
    try:
        for _, element in etree.iterparse(
            BytesIO(content.lstrip()),
            events=(event,),
            tag=tags or None,
            resolve_entities=False,
            load_dtd=False,
            dtd_validation=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        ):
            yield element
    except etree.XMLSyntaxError as problem:
        said = (problem.msg or "no content").split(", line")[0]
        reason = f"the XML is broken or cut short ({said[:_LONGEST_SAID]})"
        raise FileMalformed(format=name, line=problem.lineno or 1, reason=reason) from None


def _is_next_page(page: Statement, following: Statement) -> bool:
    same = (page.bank_account, page.currency) == (following.bank_account, following.currency)
    return same and page.closing_pence is None and following.opening_pence is None


def _joined(page: Statement, following: Statement) -> Statement:
    lines = [*page.lines, *following.lines]
    return replace(
        page,
        closed_on=following.closed_on,
        closing_pence=following.closing_pence,
        lines=tuple(replace(line, number=number) for number, line in enumerate(lines, 1)),
        pending=page.pending + following.pending,
        evidence=page.evidence + following.evidence,
    )
