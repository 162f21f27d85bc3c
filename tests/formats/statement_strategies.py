"""Invented statements for the round trips: each format is given only what it can hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from piperoll.formats.accounts import identify
from piperoll.formats.kinds import Kind
from piperoll.formats.statements import Line, Statement

PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
pence = st.integers(-(10**9), 10**9).filter(bool)
days = st.dates(date(2020, 1, 1), date(2035, 12, 28))
account_numbers = st.from_regex(r"[1-9][0-9]{12}[1-9]", fullmatch=True)

fourteen_digits = account_numbers.map(identify)


def words(alphabet: str = PLAIN + " &.-", longest: int = 30) -> st.SearchStrategy[str]:
    """Text with something in it, single blanks, none at its ends, and none of the words banks use for nothing."""
    tidy = st.text(alphabet, min_size=1, max_size=longest).map(lambda text: " ".join(text.split()))
    return tidy.filter(lambda text: text not in ("", "NONREF", "NOTPROVIDED"))


def maybe(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.just("") | strategy


def a_council(make_line, *, accounts=fourteen_digits, several=3, **options):
    """Up to three statements of different accounts."""
    one = a_statement(make_line, accounts=accounts, **options)
    return st.lists(one, min_size=1, max_size=several, unique_by=lambda statement: statement.bank_account.key)


@st.composite
def a_statement(draw, make_line, *, accounts, opens=True, closes=True, fewest=0, one_day=False):
    """A statement of a few lines, oldest first, whose balances agree with them."""
    opened_on = draw(days)
    closed_on = opened_on if one_day else opened_on + timedelta(days=draw(st.integers(0, 3)))
    drawn = draw(st.lists(a_line(opened_on, closed_on), min_size=fewest, max_size=5))
    in_order = sorted(map(make_line, drawn), key=lambda line: line.booked_on)
    lines = tuple(replace(line, number=number) for number, line in enumerate(in_order, 1))
    opening = draw(pence) if opens else None
    closing = draw(pence) if closes else None
    if opening is not None and closing is not None:
        closing = opening + sum(line.amount_pence for line in lines)
    return Statement(
        bank_account=draw(accounts),
        currency="GBP",
        statement_id=draw(words(PLAIN, 16)),
        sequence=draw(st.integers(1, 99999)),
        opened_on=opened_on,
        closed_on=closed_on,
        opening_pence=opening,
        closing_pence=closing,
        lines=lines,
        format="",
    )


@st.composite
def a_line(draw, first, last):
    """A line with something in every field, booked between two days; a format then takes from it what it can hold."""
    booked_on = first + timedelta(days=draw(st.integers(0, (last - first).days)))
    reference = draw(maybe(words(PLAIN, 16)))
    held = draw(maybe(account_numbers))
    return Line(
        number=0,
        booked_on=booked_on,
        value_on=booked_on + timedelta(days=draw(st.integers(0, 3))),
        amount_pence=draw(pence),
        type_code=draw(st.sampled_from(["FPI", "BGC", "CHQ", "D/D"])),
        payer_name=draw(words(longest=18)),
        payer_sort_code=held[:6],
        payer_account_number=held[6:],
        references=(reference,) if reference else (),
        narrative=tuple(draw(st.lists(words(longest=64), max_size=3))),
        customer_reference=reference,
        bank_reference=draw(maybe(words(PLAIN, 16))),
    )


def without_payer(line: Line) -> Line:
    return replace(line, payer_name="", payer_sort_code="", payer_account_number="")


def essence(statement: Statement) -> Statement:
    """A statement without what only its reader knows: where its lines stood, their kinds, the words of its proof."""
    bare = tuple(replace(line, source_line=0, raw="", kind=Kind.OTHER) for line in statement.lines)
    return replace(statement, lines=bare, format="", evidence=())
