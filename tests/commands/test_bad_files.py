"""Whatever file comes through whichever door: one clear sentence, nothing half-written, and never our own fault."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction

from commands.terminal import typed
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.formats import feeder_csv
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs.models import Run
from the_day import ask, charge

LONGEST_SENTENCE = 420
GOOD = feeder_csv.write([charge(f"G{n}", "10.00") for n in range(4)])
ANYTOWN = Path(__file__).parents[2] / "samples" / "anytown"


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
    "bacs-check": lambda file: ("bacs-check", file),
    "read-bacs-report": lambda file: ("read-bacs-report", file),
    "write-template": lambda file: ("write-template bad-words --kind letter --subject Words", "--body", file),
}
WRITTEN = (
    "billing_invoice",
    "receipting_statement",
    "receipting_bankline",
    "billing_fee",
    "authority_limit",
    "customers_customer",
)


def written() -> dict[str, int]:
    """How many rows stand in what the doors write to."""
    tables = [row.name for row in ask("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'")]
    return {name: ask(f"SELECT count(*) AS many FROM {name}")[0].many for name in tables if name in WRITTEN}


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


@pytest.mark.parametrize("content", list(BAD.values()), ids=list(BAD))
def test_modulus_tables_of_anything_else_are_refused(content: bytes, tmp_path: Path) -> None:
    for table in ("valacdos.txt", "scsubtab.txt"):
        (tmp_path / table).write_bytes(content)
    assert refused_in_a_sentence(lambda: typed("modulus 08-99-99 66374958 --tables", tmp_path))


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


@pytest.mark.parametrize("file", ["council.json", "limits.json"])
def test_a_file_wrong_in_one_place_is_taken_whole_or_not_at_all(file: str, books: object, tmp_path: Path) -> None:
    by = actor_of(User.objects.create(username="setting.up", name="Sandy Setter", role="manager"))
    if file == "limits.json":
        typed("set-up-council", ANYTOWN / "council.json", by=by)
    told, dice = json.loads((ANYTOWN / file).read_text()), random.Random(file)
    ways, verb = leaves(told), "set-up-council" if file == "council.json" else "take-in-limits"
    before, wrong = Run.objects.count(), tmp_path / file
    for _ in range(120):
        wrong.write_text(json.dumps(with_put_in(told, dice.choice(ways), dice.choice(WRONG))))
        with transaction.atomic():
            refused_in_a_sentence(lambda: typed(verb, wrong, by=by))
            transaction.set_rollback(True)
    assert Run.objects.count() == before
