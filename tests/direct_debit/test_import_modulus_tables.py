"""The council's own modulus tables: whole or not at all, from a day on, what held before kept."""

from __future__ import annotations

from datetime import date

import pytest

from direct_debit.paying import BAD, WEIGHTS
from piperoll.direct_debit.bank_details import NotABankAccount, checked, parsed, tables_on
from piperoll.direct_debit.import_modulus_tables import SameTables, SayWhence, import_modulus_tables
from piperoll.direct_debit.models import ModulusImport
from piperoll.formats.modulus_tables import TableRefused
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING

DECEMBER = date(2026, 12, 7)
OTHERS = b"202959 202959 MOD10 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n"


def test_new_tables_hold_from_their_day_and_the_old_until_then(officer: Actor) -> None:
    took = import_modulus_tables(
        weights=OTHERS, substitutes=b"938600 938611\n", source="Publisher, 1 December", valid_from=DECEMBER,
        on=MONDAY, at=MORNING, by=officer,
    )  # fmt: skip
    assert (took.checks, took.substitutes, took.valid_from) == (1, True, DECEMBER)
    with pytest.raises(NotABankAccount):
        checked(*BAD, "Ms A Lovegrove", on=MONDAY)
    assert checked(*BAD, "Ms A Lovegrove", on=DECEMBER).verdict.result == "valid"
    newest = tables_on(DECEMBER)
    assert newest
    assert parsed(newest).substitutes == {"938600": "938611"}


def test_the_same_again_changes_nothing(officer: Actor) -> None:
    with pytest.raises(SameTables):
        import_modulus_tables(weights=WEIGHTS, source="Once more", on=MONDAY, at=MORNING, by=officer)
    assert ModulusImport.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"weights": b"not a table"}, TableRefused),
        ({"weights": b""}, TableRefused),
        ({"weights": b"\xff\xfe\x00"}, TableRefused),
        ({"weights": WEIGHTS, "substitutes": b"93860 1\n"}, TableRefused),
        ({"weights": OTHERS, "source": " "}, SayWhence),
    ],
)
def test_what_is_no_table_is_refused_whole(officer: Actor, facts: dict[str, bytes], refusal: type) -> None:
    told = {"source": "Publisher"} | facts
    with pytest.raises(refusal):
        import_modulus_tables(**told, on=MONDAY, at=MORNING, by=officer)  # type: ignore[arg-type]
    assert ModulusImport.objects.count() == 1
