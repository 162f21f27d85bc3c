"""Whatever file comes through whichever door: one clear sentence, nothing half-written, and never our own fault."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction

import takings_words
from billing.caring import person
from commands.terminal import typed
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.formats import feeder_csv
from piperoll.formats.payment_layouts import FIRST
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.models import Run
from piperoll.runs.running import rejections_of
from piperoll.takings.approve_file_profile import approve_file_profile
from the_day import MONDAY, MORNING, ask, charge, paid
from the_day import statement as bank_statement

LONGEST_SENTENCE = 420
GOOD = feeder_csv.write([charge(f"G{n}", "10.00") for n in range(4)])
SAMPLES = Path(__file__).parents[2] / "samples"
ANYTOWN, PAYPOINT = SAMPLES / "anytown", SAMPLES / "payment_files" / "paypoint.csv"


def cut_in_half(file: Path) -> bytes:
    content = file.read_bytes()
    return content[: len(content) // 2]


BAD: dict[str, bytes] = {
    "empty": b"",
    "spaces": b" \r\n\r\n \t\r\n",
    "only a byte order mark": b"\xef\xbb\xbf",
    "only half a UTF-16": b"\xff\xfeA",
    "NUL bytes": b"\x00" * 4096,
    "NULs inside": GOOD.replace("Brine", "Br\x00ine").encode(),
    "noise": random.Random(1).randbytes(20_000),
    "a picture": b"\x89PNG\r\n\x1a\n" + random.Random(2).randbytes(2_000),
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "a spreadsheet": b"PK\x03\x04" + random.Random(3).randbytes(2_000),
    "another table": b"name,age\r\nAda,36\r\nBen,41\r\n",
    "a heading alone": GOOD.split("\r\n")[0].encode() + b"\r\n",
    "a heading twice": (GOOD.split("\r\n")[0] + ",service\r\n").encode(),
    "a quotation mark never closed": GOOD.replace("Wheeled", '"Wheeled', 1).encode(),
    "one line without end": b"9" * 3_000_000,
    "JSON": b'{"council": {"name": "Anytown"}}',
    "a list of JSON": b"[1, 2, 3]",
    "JSON without end": b"[" * 200_000,
    "a number beyond numbers": b'{"council": 1e999999, "services": NaN}',
    "XML": b"<?xml version='1.0'?><Document><a/></Document>",
    "XML that grows": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>',
    "a statement cut in half": cut_in_half(next(iter(sorted(ANYTOWN.rglob("*.xml"))))),
    "a set-up cut in half": cut_in_half(ANYTOWN / "council.json"),
}  # fmt: skip

DOORS = {
    "raise-invoices": lambda file: ("raise-invoices", file),
    "preview-invoices": lambda file: ("preview-invoices", file),
    "import-statement": lambda file: ("import-statement", file),
    "read-statement": lambda file: ("read-statement", file),
    "import-fees": lambda file: ("import-fees", file),
    "import-care": lambda file: ("import-care", file),
    "take-in-limits": lambda file: ("take-in-limits", file),
    "import-payment-file": lambda file: ("import-payment-file --profile PAYPOINT", file),
    "import-remittance": lambda file: (
        "import-remittance --payer Shire --reference R --paid-on 2026-11-23 --total 10.00",
        file,
    ),
    "bank-cheques": lambda file: ("bank-cheques --bank-account MAIN --slip 500123 --total 10.00", file),
    "apply-bacs-report": lambda file: ("apply-bacs-report", file),
    "write-file-profile": lambda file: (
        "write-file-profile GIRO --name Giro --method PAYPOINT --bank-account MAIN --bank-words GIRO",
        file,
        "--sample",
        PAYPOINT,
    ),
    "bacs-check": lambda file: ("bacs-check", file),
    "read-bacs-report": lambda file: ("read-bacs-report", file),
    "record-household": lambda file: ("record-household C000000195", file),
    "import-owner-rules": lambda file: ("import-owner-rules", file),
    "import-recovery-stages": lambda file: ("import-recovery-stages", file),
    "import-trigger-figures": lambda file: ("import-trigger-figures", file),
    "import-card-settlement": lambda file: ("import-card-settlement --settled-on 2026-11-20", file),
    "write-template": lambda file: ("write-template bad-words --kind letter --subject Words", "--body", file),
}
WRITTEN = (
    "billing_invoice",
    "receipting_statement",
    "receipting_bankline",
    "receipting_remittance",
    "billing_fee",
    "authority_limit",
    "customers_customer",
    "takings_fileprofileversion",
    "receipting_taking",
    "bacs_bacsreport",
    "direct_debit_modulusimport",
)


def written() -> dict[str, int]:
    """How many rows stand in what the doors write to."""
    tables = [row.name for row in ask("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'")]
    return {name: ask(f"SELECT count(*) AS many FROM {name}")[0].many for name in tables if name in WRITTEN}


def read_paypoint(by: Actor) -> None:
    """A profile by which PayPoint's files are read, approved by somebody else."""
    sample = PAYPOINT.read_bytes()
    takings_words.written(
        by, code="PAYPOINT", name="PayPoint", method="PAYPOINT", layout=FIRST["PayPoint"].told(), sample=sample
    )
    other = actor_of(User.objects.create(username="asha.approver", name="Asha Approver", role="manager"))
    approve_file_profile(profile="PAYPOINT", on=MONDAY, at=MORNING, by=other)


def refused_in_a_sentence(act: Callable[[], object]) -> str:
    """What was said, when it was said as it should be; nothing when there was nothing to refuse."""
    try:
        act()
    except Refused as refusal:
        said = refusal.sentence
        assert "\n" not in said
        assert said.isprintable(), said
        assert len(said) < LONGEST_SENTENCE, said
        assert said[-1] in ".)", said
        return said
    return ""


@pytest.mark.parametrize("door", DOORS)
def test_a_bad_file_is_refused_in_a_sentence_and_leaves_nothing(door: str, manager: Actor, tmp_path: Path) -> None:
    if door == "import-payment-file":
        read_paypoint(manager)
    before = written()
    for name, content in BAD.items():
        file = tmp_path / f"{name.replace(' ', '-')}.txt"
        file.write_bytes(content)
        line, *more = DOORS[door](file)
        refused_in_a_sentence(lambda line=line, more=more: typed(line, *more, by=manager))  # type: ignore[misc]
        bystanders = {"NULs inside", "a quotation mark never closed"} if door == "raise-invoices" else set()
        if name not in bystanders and door != "write-template":
            assert written() == before, f"{door} wrote something of {name}"
        assert not Run.objects.filter(state="working").exists(), f"{door} left a run open on {name}"


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("what", ["a folder", "nothing"])
def test_what_is_no_file_is_said_so(door: str, what: str, manager: Actor, tmp_path: Path) -> None:
    line, *more = DOORS[door](tmp_path if what == "a folder" else tmp_path / "not-there.csv")
    said = refused_in_a_sentence(lambda: typed(line, *more, by=manager))
    assert "cannot be opened" in said


def test_a_council_is_not_set_up_from_anything_else(books: object, tmp_path: Path) -> None:
    by = actor_of(User.objects.create(username="setting.up", name="Sandy Setter", role="manager"))
    for name, content in BAD.items():
        file = tmp_path / "council.json"
        file.write_bytes(content)
        said = refused_in_a_sentence(lambda file=file: typed("set-up-council", file, by=by))  # type: ignore[misc]
        assert said, f"{name} set a council up"
    assert not ask("SELECT FROM council_council")
    assert "cannot be opened" in refused_in_a_sentence(lambda: typed("set-up-council", tmp_path, by=by))


@dataclass(frozen=True)
class Table:
    """A table of lines that stand each for itself: its verb, the nth good line, what may be wrong with one, and where
    it is kept. Of two lines that are the same neither is taken: nobody knows which is meant."""

    verb: str
    good: Callable[[int], dict[str, str]]
    wrong: dict[str, dict[str, str]]
    kept: str


def a_fee(n: int) -> dict[str, str]:
    return {
        "service": "TRADE", "code": f"BIN{n}", "name": "Bin", "unit": "each", "price": "10.00", "vat_code": "N",
        "income_code": "TW01", "valid_from": "2027-04-01", "authority": "Cabinet",
    }  # fmt: skip


def a_week(n: int) -> dict[str, str]:
    return {
        "customer_ref": ask("SELECT reference FROM customers_customer")[0].reference, "package": f"HOME{n}",
        "week": "2026-10-26", "units": "14", "unit_cost": "22.50", "description": "Home care",
    }  # fmt: skip


LONG, FORMULA = "x" * 10_000, "=HYPERLINK(1)"
TABLES = {
    "fees": Table(
        "import-fees", a_fee,
        {
            "a day there is not": {"valid_from": "31/02/2027"}, "a negative sum": {"price": "-3"},
            "a huge sum": {"price": "9" * 30}, "ten thousand letters": {"name": LONG},
            "a formula": {"service": FORMULA}, "nothing where something must be": {"vat_code": ""},
        },
        "billing_fee",
    ),
    "care": Table(
        "import-care", a_week,
        {
            "a day there is not": {"week": "31/02/2026"}, "a negative sum": {"units": "-1"},
            "a huge sum": {"unit_cost": "9" * 30}, "ten thousand letters": {"description": LONG},
            "a formula": {"customer_ref": FORMULA}, "nothing where something must be": {"description": ""},
        },
        "billing_caredelivery",
    ),
}  # fmt: skip


def as_table(rows: list[dict[str, str]], ending: str = "\r\n") -> str:
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, list(rows[0]), lineterminator=ending)
    table.writeheader()
    table.writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("of", TABLES)
def test_good_lines_of_a_table_proceed_and_each_bad_one_is_answered(of: str, manager: Actor, tmp_path: Path) -> None:
    person(manager)
    told, file = TABLES[of], tmp_path / "table.csv"
    twins = [told.good(90), told.good(90)]
    rows = [
        told.good(1),
        *({**told.good(n), **spoilt} for n, spoilt in enumerate(told.wrong.values(), 2)),
        *twins,
        told.good(99),
    ]
    file.write_text(as_table(rows))
    answer = typed(told.verb, file, by=manager)
    assert answer.data["rejected"] == len(told.wrong) + len(twins)
    assert stand_in(told.kept) == 2
    rejected = [rejection for rejection, _ in rejections_of(int(answer.data["run"]))]
    assert [one.line for one in rejected[: len(told.wrong)]] == list(range(3, 3 + len(told.wrong)))
    for one in rejected:
        assert one.reason.isprintable()
        assert len(one.value) <= 60
        assert len(one.reason) < 200
    (back,) = tmp_path.glob("*.rejected.csv")
    cells = [cell for row in csv.reader(io.StringIO(back.read_text(encoding="utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if cell[:1] in feeder_csv.FORMULA]
    for n, (encoding, ending) in enumerate([("utf-8-sig", "\n"), ("utf-16", "\r\n"), ("cp1252", "\n\n")], 200):
        file.write_bytes(as_table([told.good(n)], ending).encode(encoding))
        assert typed(told.verb, file, by=manager).data["rejected"] == 0, encoding
    before, text = stand_in(told.kept), as_table([told.good(300), told.good(301)])
    file.write_text(text[: text.rindex(told.good(301)["vat_code" if of == "fees" else "unit_cost"])])
    assert typed(told.verb, file, by=manager).data["rejected"] == 1
    assert stand_in(told.kept) == before + 1
    said = refused_in_a_sentence(lambda: typed(told.verb, wrong_columns(file, text), by=manager))
    assert said
    assert check_books().agrees


def stand_in(table: str) -> int:
    return int(ask(f"SELECT count(*) AS many FROM {table}")[0].many)


def wrong_columns(file: Path, text: str) -> Path:
    """The same table with other headings."""
    heading, _, rest = text.partition("\r\n")
    file.write_text(f"{heading.upper()[::-1]}\r\n{rest}")
    return file


STATEMENT = bank_statement(paid("10.00", "ADA 1", "ADA"), paid("20.00", "BEN 2", "BEN"))
WHOLE: dict[str, tuple[str, str, dict[str, tuple[str, str]]]] = {
    "import-statement": (STATEMENT.decode(), "receipting_receipt", {
        "a day there is not": ("<BookgDt><Dt>2026-11-23", "<BookgDt><Dt>2026-02-31"),
        "a negative sum": ('<Amt Ccy="GBP">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>', '<Amt Ccy="GBP">-10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>'),
        "a huge sum": ('<Ntry><Amt Ccy="GBP">10.00', f'<Ntry><Amt Ccy="GBP">{"9" * 30}'),
        "a total that does not prove": ("1030.00", "1030.01"),
        "the other half missing": ("</Stmt>", ""),
    }),
    "import-payment-file --profile PAYPOINT": (PAYPOINT.read_text(), "receipting_taking", {
        "a day there is not": ("20/11/2026", "31/02/2026"), "a huge sum": ("312.40", "9" * 30),
        "ten thousand letters": ("AT0000012998", LONG), "a total that does not prove": ("372.40", "372.41"),
        "the other half missing": ("TOTAL,372.40,2", ""), "a line too few": ("TOTAL,372.40,2", "TOTAL,372.40,3"),
    }),
}  # fmt: skip


@pytest.mark.parametrize("verb", WHOLE)
def test_a_file_that_proves_its_total_is_taken_whole_or_not_at_all(verb: str, manager: Actor, tmp_path: Path) -> None:
    good, table, wrong = WHOLE[verb]
    if "PAYPOINT" in verb:
        read_paypoint(manager)
    file = tmp_path / "whole.txt"
    for what, (old, new) in wrong.items():
        assert old in good, what
        file.write_text(good.replace(old, new, 1))
        assert refused_in_a_sentence(lambda: typed(verb, file, by=manager)), what
        assert not stand_in(table), what
    file.write_text(good.replace("ADA 1", FORMULA).replace("AT0000013095", FORMULA))
    typed(verb, file, by=manager)
    assert stand_in(table) == 2
    assert refused_in_a_sentence(lambda: typed(verb, file, by=manager))
    assert check_books().agrees


@pytest.mark.parametrize("content", list(BAD.values()), ids=list(BAD))
def test_modulus_tables_of_anything_else_are_refused(content: bytes, tmp_path: Path) -> None:
    for table in ("valacdos.txt", "scsubtab.txt"):
        (tmp_path / table).write_bytes(content)
    assert refused_in_a_sentence(lambda: typed("modulus 08-99-99 66374958 --tables", tmp_path))


def test_modulus_tables_of_anything_else_are_not_taken_in(manager: Actor, tmp_path: Path) -> None:
    for name, content in BAD.items():
        for table in ("valacdos.txt", "scsubtab.txt"):
            (tmp_path / table).write_bytes(content)
        assert refused_in_a_sentence(lambda: typed("import-modulus-tables --source Vocalink", tmp_path, by=manager)), (
            name
        )
    assert not stand_in("direct_debit_modulusimport")


def leaves(told: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """The ways to everything in a JSON file."""
    inside = told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ()
    return [path, *(way for key, value in inside for way in leaves(value, (*path, key)))] if path or inside else [path]


def with_put_in(told: object, path: tuple[object, ...], value: object) -> object:
    """A copy with another value at the end of a way."""
    if not path:
        return value
    key, *rest = path
    if isinstance(told, dict):
        return {**told, key: with_put_in(told[key], tuple(rest), value)}
    assert isinstance(told, list)
    return [with_put_in(one, tuple(rest), value) if place == key else one for place, one in enumerate(told)]


WRONG = ["x" * 10_000, "", None, -1, 10**30, "2026-02-31", "a\x00b", "=1+1", [], {}, True, 1.5, "½"]


def alike(ways: list[tuple[object, ...]]) -> list[list[tuple[object, ...]]]:
    """The ways to one kind of thing together, whichever of a list it is in."""
    kinds: dict[tuple[object, ...], list[tuple[object, ...]]] = {}
    for way in ways:
        kinds.setdefault(tuple("one" if isinstance(key, int) else key for key in way), []).append(way)
    return list(kinds.values())


@pytest.mark.parametrize(
    ("file", "values"),
    [("council.json", 1), ("limits.json", 4), pytest.param("council.json", len(WRONG), marks=pytest.mark.slow)],
)
def test_a_file_wrong_in_one_place_is_taken_whole_or_not_at_all(
    file: str, values: int, books: object, tmp_path: Path
) -> None:
    """Every kind of thing in the file, with so many values that it cannot be."""
    by = actor_of(User.objects.create(username="setting.up", name="Sandy Setter", role="manager"))
    if file == "limits.json":
        typed("set-up-council", ANYTOWN / "council.json", by=by)
    told, dice = json.loads((ANYTOWN / file).read_text()), random.Random(file)
    verb = "set-up-council" if file == "council.json" else "take-in-limits"
    before, wrong = Run.objects.count(), tmp_path / file
    for ways in alike(leaves(told)):
        for value in dice.sample(WRONG, values):
            wrong.write_text(json.dumps(with_put_in(told, dice.choice(ways), value)))
            with transaction.atomic():
                refused_in_a_sentence(lambda: typed(verb, wrong, by=by))
                transaction.set_rollback(True)
    assert Run.objects.count() == before
