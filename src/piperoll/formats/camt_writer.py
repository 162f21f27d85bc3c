"""Statements as a camt.053 file, version 08 (today's) or 02 (the one many banks still send)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import escape

from piperoll.formats.statements import AccountIdentity, Line, Statement
from piperoll.foundations.money import plain_pounds

VERSIONS = (2, 8)


def write(statements: Iterable[Statement], version: int = 8) -> bytes:
    """The file, in UTF-8. Lines that share a `batch` become the details of one entry. Raises ValueError."""
    if version not in VERSIONS:
        raise ValueError(f"camt.053 is written as version {VERSIONS[0]} or {VERSIONS[1]}, not {version}")
    statements = list(statements)
    made = max((str(s.closed_on) for s in statements if s.closed_on), default="2000-01-01")
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version:02d}">\n<BkToCstmrStmt>'
        f"<GrpHdr><MsgId>{len(statements)}-{made}</MsgId><CreDtTm>{made}T23:00:00</CreDtTm></GrpHdr>\n"
    ]
    for statement in statements:
        parts += _statement(statement, version)
    parts.append("</BkToCstmrStmt></Document>\n")
    return "".join(parts).encode()


def _statement(statement: Statement, version: int) -> Iterator[str]:
    sequence = "" if statement.sequence is None else f"<ElctrncSeqNb>{statement.sequence}</ElctrncSeqNb>"
    made = statement.closed_on or statement.opened_on
    yield f"<Stmt>{_tag('Id', statement.statement_id)}{sequence}<CreDtTm>{made}T23:00:00</CreDtTm>"
    yield f"<Acct><Id>{_account(statement.bank_account)}</Id><Ccy>{statement.currency}</Ccy></Acct>\n"
    for code, pence, on in (
        ("OPBD", statement.opening_pence, statement.opened_on),
        ("CLBD", statement.closing_pence, statement.closed_on),
    ):
        if pence is not None:
            kind = f"<Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
            yield f"<Bal>{kind}{_money(pence, statement.currency)}<Dt><Dt>{on}</Dt></Dt></Bal>\n"
    yield _totals([line.amount_pence for line in statement.lines], statement.lines)
    for batch, lines in groupby(statement.lines, key=lambda line: line.batch or line.number):
        yield _entry(list(lines), str(batch) if isinstance(batch, str) else "", statement.currency, version)
    yield "</Stmt>\n"


def _totals(sums: list[int], lines: tuple[Line, ...]) -> str:
    """The bank's own count and sum of entries; a batch is one entry."""
    entries = [sum(n.amount_pence for n in group) for _, group in groupby(lines, key=lambda n: n.batch or n.number)]
    total = plain_pounds(sum(abs(pence) for pence in entries))
    return f"<TxsSummry><TtlNtries><NbOfNtries>{len(entries)}</NbOfNtries><Sum>{total}</Sum></TtlNtries></TxsSummry>\n"


def _entry(lines: list[Line], batch: str, currency: str, version: int) -> str:
    first, total = lines[0], sum(line.amount_pence for line in lines)
    if version == 2 and any((line.amount_pence < 0) != (total < 0) for line in lines):
        raise ValueError(f"batch {batch} holds credits and debits, which version 02 cannot tell apart")
    status = "<Sts>BOOK</Sts>" if version == 2 else "<Sts><Cd>BOOK</Cd></Sts>"
    days = f"<BookgDt><Dt>{first.booked_on}</Dt></BookgDt><ValDt><Dt>{first.value_on}</Dt></ValDt>"
    code = f"<BkTxCd><Prtry>{_tag('Cd', first.type_code)}</Prtry></BkTxCd>" if first.type_code else ""
    reference = _tag("AcctSvcrRef", batch or first.bank_reference)
    details = "".join(_detail(line, bool(batch), currency, version) for line in lines)
    money = _money(total, currency)
    return f"<Ntry>{money}{status}{days}{reference}{code}<NtryDtls>{details}</NtryDtls></Ntry>\n"


def _detail(line: Line, in_batch: bool, currency: str, version: int) -> str:
    own = _tag("AcctSvcrRef", line.bank_reference) if in_batch else ""
    refs = f"<Refs>{own}{_tag('EndToEndId', line.customer_reference or 'NOTPROVIDED')}</Refs>"
    money = _money(line.amount_pence, currency)
    if version == 2:  # its details have no direction of their own
        sum_only = money[: money.index("<CdtDbtInd>")]
        money = f"<AmtDtls><TxAmt>{sum_only}</TxAmt></AmtDtls>"
    code = f"<BkTxCd><Prtry>{_tag('Cd', line.type_code)}</Prtry></BkTxCd>" if in_batch and line.type_code else ""
    others = [text for text in line.references if text != line.customer_reference]
    structured = "".join(f"<Strd><CdtrRefInf>{_tag('Ref', text)}</CdtrRefInf></Strd>" for text in others)
    remittance = "".join(_tag("Ustrd", text) for text in line.narrative) + structured
    remittance = f"<RmtInf>{remittance}</RmtInf>" if remittance else ""
    return f"<TxDtls>{refs}{money}{code}{_counterparty(line, version)}{remittance}</TxDtls>"


def _counterparty(line: Line, version: int) -> str:
    side = "Dbtr" if line.amount_pence >= 0 else "Cdtr"
    name = _tag("Nm", line.payer_name)
    party = f"<{side}>{name if version == 2 else '<Pty>' + name + '</Pty>'}</{side}>" if name else ""
    held = _tag("Id", line.payer_sort_code + line.payer_account_number)
    account = f"<{side}Acct><Id><Othr>{held}</Othr></Id></{side}Acct>" if held else ""
    return f"<RltdPties>{party}{account}</RltdPties>" if party or account else ""


def _account(account: AccountIdentity) -> str:
    if account.iban:
        return _tag("IBAN", account.iban)
    return f"<Othr>{_tag('Id', account.raw or account.key)}</Othr>"


def _money(pence: int, currency: str) -> str:
    way = "DBIT" if pence < 0 else "CRDT"
    return f'<Amt Ccy="{escape(currency)}">{plain_pounds(abs(pence))}</Amt><CdtDbtInd>{way}</CdtDbtInd>'


def _tag(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text else ""
