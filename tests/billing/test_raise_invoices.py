"""A service sends its charges; the council bills them once each, and sends back what it could not take."""

from datetime import date
from pathlib import Path

import pytest

from piperoll.billing import raising
from piperoll.billing.raise_invoices import Expected, TotalsDiffer, rejected_csv
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.foundations.references import mod97_is_valid
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.models import Run
from piperoll.runs.running import AlreadyTakenIn, DayOutOfReach
from the_day import MONDAY, ask, bill, charge, read_feeder, set_up_anytown


def test_three_lines_make_one_invoice_with_vat_rounded_on_each_line(manager: Actor, tmp_path: Path) -> None:
    """33p at 20% is 7p of VAT a line, 21p in all: rounding each line, then summing (not 19.8p rounded once)."""
    sacks = {"vat_code": "S", "income_code": "TW02", "invoice_group": "NOV"}
    raised = bill(tmp_path, manager, *(charge(f"S{n}", "0.33", **sacks) for n in range(3)))
    assert (raised.invoices, raised.vat_pence, raised.gross_pence) == (1, 21, 120)
    assert check_books().agrees


def test_in_is_billed_plus_rejected_by_count_and_value(manager: Actor, tmp_path: Path) -> None:
    raised = bill(
        tmp_path, manager, charge("A", "10.00"), charge("B", "20.00", income_code="XX99"), charge("C", "30.00", period_from="31/02/2026"),
    )  # fmt: skip
    assert (raised.lines_in, raised.lines_billed, raised.lines_rejected) == (3, 1, 2)
    assert (raised.net_pence_in, raised.net_pence_billed, raised.net_pence_rejected) == (6000, 1000, 5000)


@pytest.mark.parametrize(
    ("fault", "field", "says"),
    [
        ({"service": "ZOO"}, "service", "not one of our services"),
        ({"income_code": "LIC01"}, "income_code", "belongs to another service"),
        ({"vat_code": "S"}, "vat_code", "which is N"),
        ({"vat_code": "Q", "income_code": "TW01"}, "vat_code", "no rate on the tax point date"),
        ({"customer_ref": "C000000199"}, "customer_ref", "not one of our customers"),
        ({"due_on": "2026-11-01"}, "due_on", "before the invoice date"),
        ({"tax_point": "2026-12-01"}, "tax_point", "after the invoice date"),
        ({"period_from": "2026-11-30", "period_to": "2026-11-01"}, "period_to", "before the period starts"),
        ({"unit_price": "0.00"}, "unit_price", "an invoice of nothing"),
        ({"instalments": "2026-12-01=5.00; 2027-01-01=6.00"}, "instalments", "comes to £10.00"),
        ({"instalments": "2026-11-01=10.00"}, "instalments", "due before the invoice date"),
        ({"quantity": "9999999", "unit_price": "9999"}, "unit_price", "more than £9,999,999.99"),
        ({"quantity": "-1"}, "quantity", "negative"),
        ({"name": "", "customer_ref": ""}, "customer_ref", "or a name, an address and a postcode"),
        ({"postcode": "NOWHERE"}, "postcode", "not a United Kingdom postcode"),
        ({"external_id": ""}, "external_id", "is missing"),
        ({"description": "x" * 10_000}, "description", "10000 characters"),
    ],
)
def test_a_bad_line_says_where_and_why_and_the_good_one_proceeds(
    manager: Actor, tmp_path: Path, fault: dict[str, str], field: str, says: str
) -> None:
    raised = bill(tmp_path, manager, charge("GOOD", "12.00"), charge("BAD", "10.00") | fault)
    assert (raised.lines_billed, raised.lines_rejected) == (1, 1)
    (rejection,) = ask("SELECT line, field, reason FROM runs_runrejection")
    assert (rejection.line, rejection.field) == (3, field)
    assert says in rejection.reason
    assert check_books().agrees


def test_one_bad_line_holds_back_its_whole_invoice(manager: Actor, tmp_path: Path) -> None:
    raised = bill(
        tmp_path, manager,
        charge("A", "10.00", invoice_group="G"), charge("B", "20.00", invoice_group="G", income_code="XX99"), charge("C", "1.00"),
    )  # fmt: skip
    assert raised.invoices == 1
    assert [r.reason for r in ask("SELECT reason FROM runs_runrejection WHERE line = 2")] == [
        "shares an invoice with line 3, which could not be taken"
    ]


def test_the_same_charge_twice_in_a_file_is_billed_once(manager: Actor, tmp_path: Path) -> None:
    raised = bill(tmp_path, manager, charge("A", "10.00"), charge("A", "10.00"))
    assert (raised.lines_billed, raised.lines_rejected) == (1, 1)


def test_the_rejected_lines_go_back_mended_and_alone(manager: Actor, tmp_path: Path) -> None:
    """What the service gets back has its own columns; mended and sent again, it bills just what was missing."""
    first = bill(tmp_path, manager, charge("A", "10.00"), charge("B", "20.00", income_code="XX99"))
    sent_back = rejected_csv(first.run)
    assert "is not one of our income codes" in sent_back
    mended = tmp_path / "mended.csv"
    mended.write_text(sent_back.replace("XX99,", "TW01,", 1))
    from piperoll.billing.raise_invoices import raise_invoices
    from the_day import MORNING

    again = raise_invoices(feeder=mended, on=MONDAY, at=MORNING, by=manager)
    assert (again.lines_in, again.lines_billed, again.net_pence_billed) == (1, 1, 2000)


def test_the_same_file_again_changes_nothing_and_says_which_run(manager: Actor, tmp_path: Path) -> None:
    first = bill(tmp_path, manager, charge("A", "10.00"))
    with pytest.raises(AlreadyTakenIn, match=f"run {first.run}"):
        bill(tmp_path, manager, charge("A", "10.00"))
    assert ask("SELECT count(*) AS many FROM billing_invoice")[0].many == 1


def test_an_external_id_already_billed_is_rejected_by_the_invoice_it_is_on(manager: Actor, tmp_path: Path) -> None:
    first = bill(tmp_path, manager, charge("A", "10.00"))
    second = bill(tmp_path, manager, charge("A", "99.00"), charge("B", "5.00"))
    assert (second.lines_billed, second.lines_rejected) == (1, 1)
    assert ask("SELECT reason FROM runs_runrejection")[0].reason == f"was billed before on invoice {first.first_number}"


def test_a_file_of_nothing_but_faults_may_come_again_once_the_fault_is_ours_and_mended(
    manager: Actor, tmp_path: Path
) -> None:
    charges = [charge("A", "10.00", service="NEW", income_code="NEW1")]
    assert bill(tmp_path, manager, *charges).lines_billed == 0
    ask(
        "INSERT INTO council_service (code, name, email, is_active) VALUES ('NEW', 'New service', '', true) RETURNING id"
    )
    ask(
        "INSERT INTO ledger_account (code, name, kind, fund, nominal, vat_code, control, is_active)"
        " VALUES ('NEW1', 'New income', 'income', 'GF', '4999', '', '', true) RETURNING id"
    )
    assert bill(tmp_path, manager, *charges).lines_billed == 1


def test_numbers_run_without_a_gap_and_carry_check_digits(manager: Actor, tmp_path: Path) -> None:
    bill(tmp_path, manager, *(charge(f"A{n}", "1.00") for n in range(5)))
    bill(tmp_path, manager, *(charge(f"B{n}", "1.00") for n in range(5)))
    numbers = [row.number for row in ask("SELECT number FROM billing_invoice ORDER BY id")]
    assert [int(number[2:10]) for number in numbers] == list(range(1, 11))
    assert all(mod97_is_valid(number[2:]) for number in numbers)


def test_the_same_new_customer_on_many_lines_is_one_customer_and_known_next_time(
    manager: Actor, tmp_path: Path
) -> None:
    first = bill(tmp_path, manager, charge("A", "1.00"), charge("B", "2.00", name="PICKLE & SONS LTD"))
    second = bill(tmp_path, manager, charge("C", "3.00"))
    assert (first.new_customers, second.new_customers) == (1, 0)


def test_instalments_are_equal_with_the_odd_pence_first(manager: Actor, tmp_path: Path) -> None:
    bill(tmp_path, manager, charge("A", "10.00", instalments="3", due_on="2026-12-31"))
    items = ask("SELECT amount_pence, due_on FROM receivables_item ORDER BY due_on")
    assert [(i.amount_pence, i.due_on) for i in items] == [
        (334, date(2026, 12, 31)), (333, date(2027, 1, 31)), (333, date(2027, 2, 28)),
    ]  # fmt: skip


def test_payment_terms_are_the_services_own_before_the_councils(manager: Actor, tmp_path: Path) -> None:
    bill(tmp_path, manager, charge("A", "1.00"), charge("B", "1.00", service="ASC", income_code="ASC01"))
    due = [row.due_on for row in ask("SELECT due_on FROM receivables_item ORDER BY id")]
    assert due == [date(2026, 12, 21), date(2026, 12, 7)]


def test_a_file_that_is_not_what_the_service_said_is_refused_whole(manager: Actor, tmp_path: Path) -> None:
    with pytest.raises(TotalsDiffer, match=r"1 lines worth £10.00, not the 2 lines worth £30.00"):
        bill(tmp_path, manager, charge("A", "10.00"), expected=Expected(lines=2, net_pence=3000))
    assert ask("SELECT count(*) AS many FROM billing_invoice")[0].many == 0
    assert ask("SELECT state FROM runs_run WHERE verb = 'raise_invoices'")[0].state == "failed"


def test_a_file_refused_once_is_dated_the_day_it_is_taken_in(manager: Actor, tmp_path: Path) -> None:
    with pytest.raises(TotalsDiffer):
        bill(tmp_path, manager, charge("A", "10.00"), expected=Expected(lines=2))
    later = date(2026, 12, 1)
    assert not bill(tmp_path, manager, charge("A", "10.00"), expected=Expected(lines=1), on=later).resumed
    assert ask("SELECT invoiced_on FROM billing_invoice")[0].invoiced_on == later


def test_an_auditor_may_not_bill(books: object, tmp_path: Path) -> None:
    auditor = set_up_anytown("auditor")
    with pytest.raises(NotPermitted):
        bill(tmp_path, auditor, charge("A", "1.00"))


def test_the_invoice_keeps_the_name_and_address_of_its_day(manager: Actor, tmp_path: Path) -> None:
    bill(tmp_path, manager, charge("A", "1.00", address_2="Pickle Yard"))
    assert (
        ask("SELECT billed_to FROM billing_invoice")[0].billed_to
        == "Pickle & Sons Ltd\n1 Brine Street\nPickle Yard\nAN1 2AB"
    )


@pytest.mark.parametrize("price", ["13,90", "1,5", "12,34.50", "1,0000"])
def test_a_decimal_comma_is_never_taken_for_a_thousand(manager: Actor, tmp_path: Path, price: str) -> None:
    assert bill(tmp_path, manager, charge("A", price)).lines_billed == 0
    assert "comma" in ask("SELECT reason FROM runs_runrejection")[0].reason


def test_thousands_may_have_their_commas(manager: Actor, tmp_path: Path) -> None:
    assert bill(tmp_path, manager, charge("A", "£1,234.50")).net_pence_billed == 123450


@pytest.mark.parametrize("fault", [{"unit_price": "-4"}, {"due_on": "31/02/2026"}, {"description": ""}])
def test_a_line_that_cannot_even_be_read_holds_back_its_invoice_too(
    manager: Actor, tmp_path: Path, fault: dict[str, str]
) -> None:
    group = {"invoice_group": "hh"}
    raised = bill(tmp_path, manager, charge("A", "10.00", **group), charge("B", "4.00", **group) | fault)
    assert (raised.invoices, raised.lines_rejected) == (0, 2)


def test_one_charge_is_one_charge_however_its_letters_are_written(manager: Actor, tmp_path: Path) -> None:
    assert bill(tmp_path, manager, charge("case-1", "1.00"), charge("CASE-1 ", "1.00")).lines_billed == 1


def test_a_quotation_mark_never_closed_takes_nothing_with_it(manager: Actor, tmp_path: Path) -> None:
    from piperoll.billing.raise_invoices import raise_invoices
    from piperoll.formats.feeder_csv import NotAFeeder
    from the_day import MORNING

    file = tmp_path / "quote.csv"
    file.write_text(
        'service,external_id,description,quantity,unit_price,vat_code,income_code,customer_ref\nTRADE,1,"a,1,1,N,TW01,\nTRADE,2,b,1,1,N,TW01,\n'
    )
    with pytest.raises(NotAFeeder, match=r"line 2 .* never closed"):
        raise_invoices(feeder=file, on=MONDAY, at=MORNING, by=manager)
    assert ask("SELECT count(*) AS many FROM billing_invoice")[0].many == 0


def test_what_goes_back_keeps_every_column_and_guards_formulas(manager: Actor, tmp_path: Path) -> None:
    raised = bill(tmp_path, manager, charge("A", "10.00", income_code="XX", purchase_order="=1+1"))
    sent_back = rejected_csv(raised.run)
    assert sent_back.splitlines()[0].startswith("customer_ref,customer_kind,name")
    assert "'=1+1" in sent_back
    (row,) = [r for r in read_feeder(sent_back) if hasattr(r, "purchase_order")]
    assert row.purchase_order == "=1+1"


def test_a_day_that_can_only_be_a_slip_is_refused(manager: Actor, tmp_path: Path) -> None:
    for on in (date(1999, 1, 1), date(2099, 1, 1)):
        with pytest.raises(DayOutOfReach):
            bill(tmp_path, manager, charge("A", "1.00"), on=on)


def test_what_a_check_flags_waits_and_its_companions_with_it(manager: Actor, tmp_path: Path) -> None:
    """It goes back with its reason; sent again with words for why it is right, it is billed."""
    rows = (
        charge("A", "10.00", description="Misc", invoice_group="G1"),
        charge("B", "10.00", invoice_group="G1"),
        charge("C", "12.00"),
        charge("D", "-5.00", description="Misc"),
    )
    first = bill(tmp_path, manager, *rows, looked_at="")
    assert (first.lines_billed, first.lines_held, first.lines_rejected) == (1, 2, 3)
    assert first.net_pence_in == first.net_pence_billed + first.net_pence_rejected
    told = {row.line: (row.field, row.reason) for row in ask("SELECT line, field, reason FROM runs_runrejection")}
    flagged = "(flagged: not billed until somebody has looked)"
    assert told[2] == ("description", f"says too little: nobody would know what it is for {flagged}")
    assert told[3] == ("invoice_group", f"shares an invoice with line 2 {flagged}")
    assert "flagged" not in told[5][1]
    again = bill(tmp_path, manager, *rows[:2], name="again.csv", looked_at="The service rang: a key deposit")
    assert (again.lines_billed, again.lines_held) == (2, 0)
    assert Run.objects.get(pk=again.run).inputs == {"looked_at": "The service rang: a key deposit"}


def test_how_far_it_is_can_be_heard(manager: Actor, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    bill(tmp_path, manager, charge("A", "10.00"), progress=lambda done, of: heard.append((done, of)))
    assert heard == [(n, raising.STEPS) for n in range(1, raising.STEPS + 1)]
