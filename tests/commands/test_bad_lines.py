"""A bad line says in one sentence what is wrong with it; the good lines before and after it proceed."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from commands.terminal import typed
from piperoll.formats import feeder_csv
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.running import rejections_of
from the_day import ask, charge

FEEDER: dict[str, tuple[dict[str, str], str]] = {
    "a day there is not": ({"due_on": "31/02/2027"}, "due_on is not a date"),
    "a day long gone": ({"period_from": "0001-01-01"}, "period_from is a date outside"),
    "half a year": ({"period_to": "2026-1"}, "period_to is not a date"),
    "a negative price": ({"unit_price": "-10.00"}, "unit_price is negative"),
    "a price without end": ({"unit_price": "9" * 400}, "unit_price is 400 characters"),
    "a huge price": ({"unit_price": "99999999999999"}, "unit_price is not a number"),
    "infinity": ({"unit_price": "Infinity"}, "unit_price is not a number"),
    "not a number": ({"quantity": "NaN"}, "quantity is not a number"),
    "a power": ({"quantity": "1e9"}, "quantity is not a number"),
    "digits of another script": ({"quantity": "١٢"}, "quantity is not a number"),
    "no quantity at all": ({"quantity": "0"}, "quantity is nought"),
    "ten thousand letters": ({"description": "x" * 10_000}, "description is 10000 characters"),
    "a name of ten thousand": ({"name": "y" * 10_000}, "name is 10000 characters"),
    "nothing of what it is": ({"description": " "}, "description is missing"),
    "nobody": ({"name": "", "address_1": "", "postcode": ""}, "give a customer reference, or a name"),
    "no postcode": ({"postcode": "12345"}, "postcode is not"),
    "no such service": ({"service": "=1+1"}, "service is not one of our services"),
    "no such income": ({"income_code": "ZZ99"}, "income_code is not one of our income codes"),
    "no such VAT": ({"vat_code": "Q"}, "vat_code"),
    "no such customer": ({"customer_ref": "C999999999"}, "customer_ref is not one of our customers"),
    "the same charge again": ({"external_id": "GOOD1"}, "external_id stands on line"),
    "an email that is none": ({"email": "ada at home"}, "email is not"),
    "too many instalments": ({"instalments": "999"}, "instalments"),
    "a plan of one day twice": ({"instalments": "2027-01-01=5.00; 2027-01-01=5.00"}, "instalments have 1 January 2027 twice"),
    "a plan out of order": ({"instalments": "2027-02-01=5.00; 2027-01-01=5.00"}, "instalments have 1 January 2027 out of order"),
    "more columns than the heading": ({"purchase_order": 'PO","more","and more'}, "the row has"),
    "an order like a formula": ({"purchase_order": "=cmd" * 70}, "purchase_order is"),
}  # fmt: skip


def told(line: str, *more: object, by: Actor) -> int:
    """The run of a command that may have rejected every line."""
    return int(typed(line, *more, by=by).data["run"])


@pytest.mark.parametrize("wrong", FEEDER)
def test_a_feeder_with_one_bad_line_bills_the_good_ones(wrong: str, manager: Actor, tmp_path: Path) -> None:
    changed, words = FEEDER[wrong]
    rows = [charge("GOOD1", "10.00"), {**charge("BAD", "10.00"), **changed}, charge("GOOD2", "20.00")]
    text = feeder_csv.write(rows)
    if wrong == "more columns than the heading":
        text = text.replace('"PO"",""more"",""and more"', 'PO,more,"and more"')
    file = tmp_path / "feeder.csv"
    file.write_text(text)
    run = told("raise-invoices", file, by=manager)
    assert [row.many for row in ask("SELECT count(*) AS many FROM billing_invoice")] == [2]
    ((rejection, row),) = rejections_of(run)
    said = f"{rejection.field} {rejection.reason}".strip()
    assert rejection.line == 3
    assert words in said
    assert said.isprintable()
    assert len(said) < 200
    assert len(rejection.value) <= 60
    assert row["external_id"] in ("BAD", "GOOD1")
    assert check_books().agrees


def test_every_bad_line_at_once_is_answered_and_the_answer_runs_in_no_spreadsheet(
    manager: Actor, tmp_path: Path
) -> None:
    rows = [{**charge(f"BAD{n}", "10.00"), **changed} for n, (changed, _) in enumerate(FEEDER.values())]
    dangerous = {**charge("=1+1", "10.00"), "description": "@SUM(A1)", "name": "+44 Ltd", "unit_price": "-1"}
    file = tmp_path / "feeder.csv"
    file.write_text(feeder_csv.write([*rows, dangerous, charge("GOOD", "10.00")]))
    typed("raise-invoices", file, by=manager)
    (back,) = tmp_path.glob("*.rejected.csv")
    cells = [cell for row in csv.reader(io.StringIO(back.read_text(encoding="utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if cell[:1] in feeder_csv.FORMULA]
    assert ask("SELECT count(*) AS many FROM billing_invoice")[0].many >= 1
    assert check_books().agrees


@pytest.mark.parametrize(
    ("ending", "encoding", "start"),
    [
        ("\r\n", "utf-8", ""),
        ("\n", "utf-8-sig", ""),
        ("\r\n", "utf-16", ""),
        ("\r\n", "cp1252", ""),
        ("\n", "utf-8", "\n\n"),
    ],
)
def test_encodings_byte_order_marks_and_blank_lines_do_no_harm(
    ending: str, encoding: str, start: str, manager: Actor, tmp_path: Path
) -> None:
    text = feeder_csv.write([charge("E1", "10.00", name="Zoë’s Café Ltd"), charge("E2", "10.00")])
    lines = text.replace("\r\n", ending).split(ending)
    file = tmp_path / "feeder.csv"
    file.write_bytes(start.join(["", ending.join([lines[0], "", lines[1], " ", *lines[2:], "", ""])]).encode(encoding))
    run = told("raise-invoices", file, by=manager)
    assert rejections_of(run) == []
    assert ask("SELECT count(*) AS many FROM customers_customer WHERE name = 'Zoë’s Café Ltd'")[0].many == 1


def test_a_feeder_cut_in_half_bills_its_whole_lines_and_names_the_half(manager: Actor, tmp_path: Path) -> None:
    text = feeder_csv.write([charge(f"H{n}", "10.00", name=f"Half {n}") for n in range(6)])
    file = tmp_path / "feeder.csv"
    file.write_text(text[: text.index("H4") + 40])
    run = told("raise-invoices", file, by=manager)
    assert ask("SELECT count(*) AS many FROM billing_invoice")[0].many == 4
    ((rejection, _),) = rejections_of(run)
    assert rejection.line == 6


def test_a_reference_with_somebody_elses_name_is_sent_back_and_with_their_own_is_billed(
    manager: Actor, tmp_path: Path
) -> None:
    file = tmp_path / "first.csv"
    file.write_text(feeder_csv.write([charge("A1", "10.00", name="Mrs Gwendolyn Pugh")]))
    typed("raise-invoices", file, by=manager)
    reference = ask("SELECT reference FROM customers_customer")[0].reference
    names = {"A2": ("12.50", "G Pugh"), "A3": ("13.50", "Kwabena Osei"), "A4": ("14.50", "")}
    file = tmp_path / "second.csv"
    file.write_text(
        feeder_csv.write(
            [charge(key, price, name=name, customer_ref=reference) for key, (price, name) in names.items()]
        )
    )
    run = told("raise-invoices", file, by=manager)
    ((rejection, row),) = rejections_of(run)
    assert (row["external_id"], rejection.field) == ("A3", "name")
    assert rejection.reason == f"is not the name of customer {reference}; check the reference, or leave the name out"


FEES = {
    "valid_from": ("31/02/2027", "is not a date"),
    "price": ("-3", "is negative"),
    "name": ("n" * 10_000, "is 10000 characters"),
    "service": ("NOWHERE", "is not one of our services"),
    "vat_code": ("", "is missing"),
}


@pytest.mark.parametrize("field", FEES)
def test_a_tariff_with_one_bad_line_begins_the_good_ones(field: str, manager: Actor, tmp_path: Path) -> None:
    value, words = FEES[field]
    good = {
        "service": "TRADE", "code": "BIN", "name": "Bin", "unit": "each", "price": "10.00", "vat_code": "N",
        "income_code": "TW01", "valid_from": "2027-04-01", "authority": "Cabinet",
    }  # fmt: skip
    rows = [good, {**good, "code": "BAD", field: value}, {**good, "code": "BAG"}]
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, list(good))
    table.writeheader()
    table.writerows(rows)
    file = tmp_path / "fees.csv"
    file.write_text(out.getvalue())
    answer = typed("import-fees", file, by=manager)
    assert (answer.data["begun"], answer.data["rejected"]) == (2, 1)
    ((rejection, _),) = rejections_of(int(answer.data["run"]))
    assert (rejection.line, rejection.field) == (3, field)
    assert words in rejection.reason
