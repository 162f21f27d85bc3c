"""What we write, we read back the same: each format with all that it can hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.statement_strategies import a_council, account_numbers, essence, without_payer, words
from piperoll.formats.accounts import identify, identify_parts
from piperoll.formats.csv_profiles import PROFILES, Profile
from piperoll.formats.proofs import prove
from piperoll.formats.recognise import read_statements
from piperoll.formats.statements import AccountIdentity, Line, Proof, Statement
from piperoll.formats.write_statements import write_statements

few = settings(max_examples=20, deadline=None)
ibans = account_numbers.map(lambda digits: identify("GB33PRLL" + digits))
parted = account_numbers.map(lambda digits: identify_parts(digits[:6], digits[6:]))
dashed = account_numbers.map(lambda digits: identify(digits[:6] + "-" + digits[6:]))


def come_back(statements, format_name):
    """Write, recognise by content, read, and keep all but what only the reader knows."""
    return [essence(s) for s in read_statements(write_statements(statements, format_name)).statements]


def as_read(statement: Statement, **changes) -> Statement:
    """What reading should give for a statement that was written."""
    changed = replace(statement, **changes)
    return essence(replace(changed, proof=changes.get("proof", prove(changed))))


@few
@given(a_council(lambda line: line, accounts=ibans | account_numbers.map(identify)))
def test_camt_version_08(council):
    assert come_back(council, "camt.053.001.08") == [as_read(statement) for statement in council]


@few
@given(a_council(lambda line: line, accounts=ibans, opens=False))
def test_camt_version_02_without_an_opening_balance(council):
    again = come_back(council, "camt.053.001.02")
    assert [s.lines for s in again] == [as_read(statement).lines for statement in council]
    assert {s.proof for s in again} == {Proof.UNPROVABLE}


@few
@given(a_council(lambda line: line, fewest=2), st.text("&<>'\"éß/,;", min_size=1))
def test_camt_batches_and_awkward_letters(council, awkward):
    batched = []
    for statement in council:
        one, two, *rest = statement.lines
        together = [
            replace(n, batch="B1", booked_on=one.booked_on, value_on=one.value_on, narrative=(awkward,))
            for n in (one, two)
        ]
        batched.append(replace(statement, lines=(*together, *rest)))
    assert come_back(batched, "camt.053.001.08") == [as_read(statement) for statement in batched]


def for_mt940(line: Line) -> Line:
    return replace(
        without_payer(line), type_code="NTRF", narrative=tuple(part for part in line.narrative if part != "-")
    )


@few
@given(a_council(for_mt940), words(longest=200).map("SAID ".__add__))
def test_mt940(council, long_narrative):
    first, *rest = council
    lines = tuple(replace(line, narrative=(*line.narrative, long_narrative)) for line in first.lines)
    council = [replace(first, lines=lines), *rest]
    assert come_back(council, "mt940") == [as_read(statement) for statement in council]


def for_bai2(line: Line) -> Line:
    return replace(without_payer(line), type_code="165" if line.amount_pence > 0 else "475")


@few
@given(a_council(for_bai2, accounts=dashed, one_day=True), words("ABC ,/", 60))
def test_bai2(council, awkward):
    council = [
        replace(statement, lines=tuple(replace(line, narrative=(*line.narrative, awkward)) for line in statement.lines))
        for statement in council
    ]
    file_id = council[0].statement_id
    assert come_back(council, "bai2") == [as_read(s, statement_id=file_id, sequence=None) for s in council]


def for_bankline(line: Line) -> Line:
    name, reference = "N " + line.payer_name[:16].strip(), line.customer_reference
    narrative = tuple(part for part in (name, reference, *(text[:16].strip() for text in line.narrative[:1])) if part)
    code = "93" if line.amount_pence > 0 else "U1"
    return replace(
        line, payer_name=name, narrative=narrative, type_code=code, value_on=line.booked_on, bank_reference=""
    )


@few
@given(a_council(for_bankline, accounts=parted, opens=False))
def test_bankline(council):
    def expected(statement):
        opened_on = min((line.booked_on for line in statement.lines), default=statement.closed_on)
        return as_read(statement, statement_id="", sequence=None, opened_on=opened_on)

    assert come_back(council, "bankline") == [expected(statement) for statement in council]


def for_csv(profile: Profile, line: Line) -> Line:
    """The line as far as the profile has columns for it."""
    columns = len(profile.narrative)
    narrative = line.narrative if profile.packed or columns > 2 else (" ".join(line.narrative),)
    reference = line.customer_reference if profile.reference else ""
    return replace(
        line if profile.payer_name else without_payer(line),
        value_on=line.value_on if profile.value else line.booked_on,
        type_code=line.type_code if profile.type else "",
        narrative=tuple(part for part in narrative if part),
        customer_reference=reference,
        references=(reference,) if reference else (),
        bank_reference=line.bank_reference if profile.bank_reference else "",
    )


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_csv(profile):
    one_file = 1 if profile.dated_by_heading or not profile.account else 3

    @few
    @given(
        a_council(
            lambda line: for_csv(profile, line), fewest=1, several=one_file, one_day=bool(profile.dated_by_heading)
        )
    )
    def check(council):
        assert [nameless(s) for s in come_back(council, "csv:" + profile.name)] == [expected(s) for s in council]

    def nameless(statement):
        return replace(statement, bank_account=replace(statement.bank_account, raw=""))

    def expected(statement):
        days = [line.booked_on for line in statement.lines]
        changes = {"statement_id": "", "sequence": None, "opened_on": min(days), "closed_on": max(days)}
        changes["proof"] = Proof.UNPROVABLE
        if not profile.balance:
            changes |= {"opening_pence": None, "closing_pence": None}
        elif len(days) > 1:
            changes["proof"] = Proof.PROVED
        if not profile.account:
            changes["bank_account"] = AccountIdentity()
        return nameless(as_read(statement, **changes))

    check()
