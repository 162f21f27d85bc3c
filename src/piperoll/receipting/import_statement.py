"""import_statement: a bank's own file, proved, becomes bank lines, receipts and suspense; or is refused whole."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from piperoll.council.models import BankAccount
from piperoll.customers.bank_details import key_ring
from piperoll.database.copying import copy_rows
from piperoll.database.statements import beside
from piperoll.formats import statements as normal
from piperoll.formats.fingerprints import fingerprints
from piperoll.formats.recognise import read_statements
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.ledger import posting
from piperoll.receipting.rules import Carried, carry_on, in_order
from piperoll.receipting.words import kept_apart
from piperoll.runs import running

sql = beside(__file__)


class NoSuchBankAccount(Refused):
    """There is no bank account with the code {code!r}. Ours are {ours}; add one under Set-up, Bank accounts."""


class NotOurAccount(Refused):
    """The file holds a statement of account {account}, which is not {wanted}. Nothing was taken in. If it is ours,
    add it under Set-up, Bank accounts."""


class AccountNotNamed(Refused):
    """The file does not name its bank account by sort code and number. Say which of ours it is ({ours}), with
    --bank-account or on the page, and take it in again."""


class NotForPosting(Refused):
    """The statement of account {account} is {why}, so it can be read but not posted. Nothing was taken in."""


class NeedsABalance(Refused):
    """This {format} file carries no balances, so it cannot prove itself. Enter the account's closing balance from the
    bank (--closing-balance), and it is proved against the last statement."""


class NothingToBank(Refused):
    """{name} holds no statement: a heading perhaps, but no line and no balance. Nothing was taken in."""

    watched = "empty"


class OneBalanceOneStatement(Refused):
    """A closing balance was entered, but the file holds {count} statements. Import a file of one statement."""


@dataclass(frozen=True)
class Imported:
    """What came of a statement file: lines and signed pence banked, and lines passed over because they were banked
    before."""

    run: int
    format: str
    statements: int
    lines: int
    lines_known_before: int
    credit_pence: int
    debit_pence: int
    closing_pence: dict[str, int]
    resumed: bool = False


def import_statement(
    *,
    file: Path,
    bank_account: str | None,
    on: date,
    at: datetime,
    by: Actor,
    closing_pence: int | None = None,
    profile: str | None = None,
    name: str = "",
) -> Imported:
    """Bank a statement file. `bank_account` is the code it must be for; without it, the file says.

    Every statement must prove opening + lines = closing and follow on from the account's last one; `closing_pence` is
    an officer's own figure for a file that carries none. Raises a Refused for the file as a whole; then nothing was
    posted.
    """
    content = file.read_bytes()
    name = name or file.name
    with running.start(
        "import_statement",
        on=on,
        at=at,
        by=by,
        digest=running.digest_of(told_apart(content, bank_account)),
        content_name=name,
        inputs={"bank_account": bank_account, "closing_pence": closing_pence, "profile": profile},
    ) as run:
        reading = read_statements(content, name, profile=profile)
        if not reading.statements:
            raise NothingToBank(name=name)
        by_account = _split(reading, bank_account, closing_pence)
        with transaction.atomic():
            totals: Counter[str] = Counter()
            closing: dict[str, int] = {}
            for account, found in sorted(by_account.items(), key=lambda pair: pair[0].code):
                sql.hold_account(account=account.id)
                for statement in in_order(found):
                    closing[account.code] = _bank(run, account, statement, closing_pence, totals)
            imported = Imported(
                run=run.id,
                format=reading.format,
                statements=totals["statements"],
                lines=totals["lines"],
                lines_known_before=totals["known"],
                credit_pence=totals["credit"],
                debit_pence=totals["debit"],
                closing_pence=closing,
                resumed=run.resumed,
            )
            run.finish(**{k: v for k, v in asdict(imported).items() if k not in ("run", "resumed")})
    return imported


def told_apart(content: bytes, bank_account: str | None) -> bytes:
    """What a file is known again by: its bytes and the account it was taken in for."""
    return content + b"\x00" + (bank_account or "").upper().encode()


def _split(
    reading: normal.Reading, code: str | None, closing_pence: int | None
) -> dict[BankAccount, list[normal.Statement]]:
    ours = {account.sort_code + account.account_number: account for account in BankAccount.objects.all()}
    ours |= {account.iban: account for account in ours.values() if account.iban}
    wanted = next((account for account in ours.values() if account.code == (code or "").upper()), None)
    if code and wanted is None:
        raise NoSuchBankAccount(code=code, ours=", ".join(sorted({account.code for account in ours.values()})))
    if closing_pence is not None and len(reading.statements) > 1:
        raise OneBalanceOneStatement(count=len(reading.statements))
    split: defaultdict[BankAccount, list[normal.Statement]] = defaultdict(list)
    for statement in reading.statements:
        named = statement.bank_account
        account = ours.get(named.key) or ours.get(named.iban) or (wanted if _may_be(wanted, named) else None)
        if account is None and wanted is None and not (named.iban or named.sort_code):
            raise AccountNotNamed(ours=", ".join(sorted({account.code for account in ours.values()})) or "none yet")
        if account is None or (wanted and account != wanted):
            raise NotOurAccount(account=named.raw or named.key, wanted=f"{wanted.code}" if wanted else "one of ours")
        _must_be_postable(statement, closing_pence)
        split[account].append(statement)
    return split


def _may_be(wanted: BankAccount | None, named: normal.AccountIdentity) -> bool:
    """Whether what a file says of its account, if anything, leaves it open that it is the wanted one: a number
    without its sort code, some of it masked perhaps, must be that account's."""
    if wanted is None or named.iban or named.sort_code:
        return False
    number = named.account_number
    return not re.fullmatch(r"[\dX*]*\d{4}", number) or wanted.account_number.endswith(number.lstrip("X*0"))


def _must_be_postable(statement: normal.Statement, closing_pence: int | None) -> None:
    account = statement.bank_account.raw or statement.bank_account.key
    if statement.intraday:
        raise NotForPosting(account=account, why="an intraday copy of what the day's own statement will say")
    if not statement.sterling:
        raise NotForPosting(account=account, why=f"in {statement.currency}, not in sterling")
    if statement.closing_pence is None and closing_pence is None:
        raise NeedsABalance(format=statement.format.replace("csv:", "CSV "))


def _bank(
    run: running.RunInHand,
    account: BankAccount,
    statement: normal.Statement,
    closing_pence: int | None,
    totals: Counter[str],
) -> int:
    """Bank one statement after the account's last, and return the balance it closes at."""
    identity = normal.AccountIdentity(account.sort_code, account.account_number)
    prints = fingerprints(identity, statement.lines)
    _lay_out(statement.lines, prints)
    known = {bytes(row.fingerprint) for row in sql.arriving_known()}
    (last,) = sql.last_statement(account=account.id) or (None,)
    carried = carry_on(statement, prints, known, _last(last), closing_pence)
    totals["known"] += len(statement.lines) - len(carried.lines)
    if carried.nothing_new:
        return int(last.closing_pence) if last else carried.closing_pence
    if known:
        _lay_out(carried.lines, _fresh(identity, carried.lines, carried.prints, known))
    posting.open_drafts()
    (banked,) = sql.add_statement(
        run=run.id,
        account=account.id,
        previous=last.id if last else None,
        format=statement.format,
        reference=statement.statement_id[:64],
        opened=carried.opened_on,
        closed=carried.closed_on,
        opening=carried.opening_pence,
        closing=carried.closing_pence,
        lines=len(carried.lines),
        entered=closing_pence is not None,
    )
    if last is None:
        sql.draft_opening(statement=banked.id, account=account.id, pence=carried.opening_pence, on=carried.opened_on)
    sql.draft_lines(statement=banked.id, account=account.id, journal=banked.journal_id, on=carried.closed_on)
    posting.post_drafts(run=run.id, at=run.at)
    sql.add_lines(run=run.id, statement=banked.id, account=account.id)
    totals["statements"] += 1
    totals["lines"] += len(carried.lines)
    totals["credit"] += sum(line.amount_pence for line in carried.lines if line.amount_pence > 0)
    totals["debit"] += sum(-line.amount_pence for line in carried.lines if line.amount_pence < 0)
    return carried.closing_pence


def _lay_out(lines: Sequence[normal.Line], prints: Sequence[bytes]) -> None:
    sql.lay_out_lines()
    copy_rows("arriving_line", _COLUMNS, _arriving(lines, prints))


def _last(row: Any) -> Carried | None:
    return row and Carried((), (), row.opening_pence, row.closing_pence, row.opened_on, row.closed_on)


def _fresh(
    identity: normal.AccountIdentity, lines: Sequence[normal.Line], prints: Sequence[bytes], known: set[bytes]
) -> list[bytes]:
    """Fingerprints no line of ours has: a line like one banked before is the next of its likes."""
    seen: Counter[bytes] = Counter()
    taken = set(known)
    fresh = []
    for line in lines:
        (one,) = fingerprints(identity, [line], seen)
        while one in taken or sql.known(fingerprints=[one]):
            (one,) = fingerprints(identity, [line], seen)
        taken.add(one)
        fresh.append(one)
    return fresh


_COLUMNS = (
    "line_number",
    "booked_on",
    "value_on",
    "amount_pence",
    "type_code",
    "kind",
    "fingerprint",
    "text_digest",
    "salt",
    "payer_name",
    "narrative",
    "payment_references",
    "payer_key",
    "sealed_payer",
)


def _arriving(lines: Sequence[normal.Line], prints: Sequence[bytes]) -> Iterator[tuple[Any, ...]]:
    ring = key_ring()
    for line, fingerprint in zip(lines, prints, strict=True):
        words = kept_apart(line.payer_name, "\n".join(line.narrative), (*line.references, line.customer_reference))
        payer = line.payer_sort_code + line.payer_account_number
        yield (
            line.number,
            line.booked_on,
            line.value_on,
            line.amount_pence,
            line.type_code[:24],
            line.kind.value,
            fingerprint,
            words.digest,
            words.salt,
            words.payer_name,
            words.narrative,
            words.references_json,
            ring.key_of(payer) if payer else None,
            ring.seal(payer) if payer else None,
        )
