"""Names as banks show them, beside names as we bill them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.anytown import firm, person
from piperoll.receipting.matching.debtor_names import bears_their_title, compare
from piperoll.receipting.matching.facts import Debtor
from piperoll.receipting.matching.name_keys import debtor_keys, payer_keys
from piperoll.receipting.matching.names import Agreement, is_anonymous

PRIYA = person("C1", "PRIYA", "HARGREAVES")


@pytest.mark.parametrize(
    ("shown", "level"),
    [
        ("PRIYA HARGREAVES", Agreement.SAME),
        ("HARGREAVES PRIYA", Agreement.SAME),
        ("MS P HARGREAVES", Agreement.INITIAL),
        ("HARGREAVES PK", Agreement.INITIAL),
        ("A & P HARGREAVES", Agreement.INITIAL),
        ("MIISS P HARGREAVES", Agreement.INITIAL),
        ("PHARGREAVES", Agreement.INITIAL),
        ("P HARGRAEVES", Agreement.LOOSELY),
        ("A P HARGREAVES", Agreement.LOOSELY),
        ("HARGREAVESPK", Agreement.LOOSELY),
        ("MSP A HARGREAVES", Agreement.INITIAL),
        ("PRIYAA HARGREAVES", Agreement.CLOSE),
        ("MR P HARGREAVES", Agreement.PARTLY),
        ("MR PRIYA HARGREAVES", Agreement.LOOSELY),
        ("MR & MRS P HARGREAVES", Agreement.INITIAL),
        ("HARGREAVES", Agreement.PARTLY),
        ("HARGREAVES TOBY", Agreement.CLASH),
        ("T HARGREAVES", Agreement.CLASH),
        ("P HOLLOWAY", Agreement.CLASH),
        ("ACCOUNT HOLDER", Agreement.UNKNOWN),
        ("", Agreement.UNKNOWN),
    ],
)
def test_a_person(shown: str, level: Agreement) -> None:
    assert compare(shown, PRIYA) is level


@pytest.mark.parametrize(
    ("shown", "name", "level"),
    [
        ("SALTMARSH UPHOLSTE", "SALTMARSH UPHOLSTERY (SOUTH) LTD", Agreement.SAME),
        ("SALTMARSH UPHOLSTERY", "SALTMARSH UPHOLSTERY & DAUGHTERS LTD", Agreement.CLOSE),
        ("SALTMARHS UPHOLSTE", "SALTMARSH UPHOLSTERY LTD", Agreement.CLOSE),
        ("SALTMARSHINN & CO", "SALTMARSH INN AND COMPANY LTD", Agreement.CLOSE),
        ("DWP", "DEPARTMENT FOR WORK AND PENSIONS", Agreement.CLOSE),
        ("HMCTS", "HM COURTS AND TRIBUNALS SERVICE", Agreement.CLOSE),
        ("WYE ACADEMY TRUST", "WYE VALLEY ACADEMY TRUST", Agreement.CLOSE),
        ("QUILL & CO SOLS", "QUILL & CO SOLICITORS LLP CLIENT ACCOUNT", Agreement.CLOSE),
        ("MILLDALE MBC", "MILLDALE METROPOLITAN BOROUGH COUNCIL", Agreement.CLOSE),
        ("SALTMARSH BREWERY", "SALTMARSH UPHOLSTERY LTD", Agreement.CLASH),
        ("ORCHARD UPHOLSTERY", "SALTMARSH UPHOLSTERY LTD", Agreement.CLASH),
    ],
)
def test_a_body(shown: str, name: str, level: Agreement) -> None:
    assert compare(shown, firm("C1", name)) is level


def test_a_person_known_by_one_name_only_is_compared_by_surname_and_first_name() -> None:
    assert compare("LIM E", Debtor("C1", "C1", "Mrs Enid Lim")) is Agreement.INITIAL


def test_a_trading_name_counts() -> None:
    trader = person("C1", "PRIYA", "HARGREAVES", trading="THE COPPER KETTLE")
    assert compare("COPPER KETTLE", trader) >= Agreement.CLOSE


@pytest.mark.parametrize("text", ["MOBILE PAYMENT", "bank giro credit", "X", "", "& &"])
def test_stock_phrases_are_nobodys_name(text: str) -> None:
    assert is_anonymous(text)


def test_a_slip_in_a_short_first_name_is_overlooked_but_hardly_believed() -> None:
    assert compare("ZRA OYELARAN", person("C1", "ZARA", "OYELARAN")) is Agreement.LOOSELY
    assert compare("ZED OYELARAN", person("C1", "ZARA", "OYELARAN")) is Agreement.CLASH


def test_the_very_title_is_told_from_another() -> None:
    assert bears_their_title("MS P HARGREAVES", [PRIYA])
    assert not bears_their_title("MRS P HARGREAVES", [PRIYA])
    assert not bears_their_title("P HARGREAVES", [PRIYA])
    assert bears_their_title("DR P LIM", [Debtor("C1", "C1", "Priya Lim", first="PRIYA", last="LIM", title="Dr")])


@given(
    st.sampled_from(["PRIYA", "OSWIN", "JOLYON"]),
    st.sampled_from(["HARGREAVES", "NG", "ST-CLAIR", "O'DOWD", "KOWALCZYK"]),
    st.sampled_from(["{t} {f} {l}", "{l} {f}", "{t} {i} {l}", "{l} {i}", "{i} & B {l}", "{l} {i}B"]),
)
@settings(max_examples=60)
def test_whoever_the_names_agree_on_shares_a_key(first: str, last: str, style: str) -> None:
    debtor = person("C1", first, last)
    shown = style.format(t="MR", f=first, l=last, i=first[0])
    assert compare(shown, debtor) >= Agreement.PARTLY
    assert payer_keys(shown) & debtor_keys(debtor)


@pytest.mark.parametrize(
    ("shown", "debtor"),
    [
        ("DWP", firm("C1", "DEPARTMENT FOR WORK AND PENSIONS")),
        ("SALTMARHS UPHOLSTE", firm("C1", "SALTMARSH UPHOLSTERY LTD")),
        ("COPPER KETTLE", person("C1", "PRIYA", "HARGREAVES", trading="THE COPPER KETTLE")),
        ("PHARGREAVES", PRIYA),
        ("COPPERKENNELS LTD", firm("C1", "COPPER KENNELS LTD")),
        ("LIM E", Debtor("C1", "C1", "Mrs Enid Lim")),
    ],
)
def test_awkward_writings_share_a_key_too(shown: str, debtor: Debtor) -> None:
    assert payer_keys(shown) & debtor_keys(debtor)


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=12), st.text(max_size=20))
@settings(max_examples=100)
def test_no_name_breaks_the_comparison(shown: str, name: str, first: str, last: str) -> None:
    debtor = Debtor("C1", "C1", name, "person", first, last, trading=name)
    assert compare(shown, debtor) in Agreement
    payer_keys(shown), debtor_keys(debtor)
