"""Who may be texted: a mobile on record, and asked for."""

from __future__ import annotations

import pytest

from customers.somebody import ada
from piperoll.customers.add_contact import add_contact
from piperoll.customers.choose_delivery import ChosenAlready, NoMobileYet, choose_delivery, wants_texts
from piperoll.customers.rules import is_uk_mobile
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING, ask

NUMBERS = {
    "07700 900123": True, "+44 7700 900123": True, "447700900123": True, "0044 (7700) 900-123": True,
    "01632 960001": False, "07600 123456": False, "07000 123456": False, "+1 202 555 0143": False, "0770090012": False,
    "077009001234": False, "": False,
}  # fmt: skip


@pytest.mark.parametrize(("number", "fits"), NUMBERS.items())
def test_which_numbers_take_a_text(number: str, fits: bool) -> None:
    assert is_uk_mobile(number) is fits


def test_the_database_says_the_same(manager: Actor) -> None:
    rows = ask("SELECT n, customers_is_mobile(n) AS fits FROM unnest(%(all)s::text[]) n", all=list(NUMBERS))
    assert {row.n: row.fits for row in rows} == NUMBERS


def test_texts_are_chosen_kept_and_left_again(manager: Actor) -> None:
    customer, now = ada(manager), {"on": MONDAY, "at": MORNING, "by": manager}
    how = {"customer": customer.pk, "channel": "post", "language": "en", "format": "standard", **now}
    with pytest.raises(NoMobileYet):
        choose_delivery(**how, texts=True)  # type: ignore[arg-type]
    add_contact(customer=customer.pk, kind="phone", value="07700 900123", **now)  # type: ignore[arg-type]
    assert choose_delivery(**how, texts=True).texts  # type: ignore[arg-type]
    assert choose_delivery(**{**how, "language": "cy"}).texts, "left out it stays"  # type: ignore[arg-type]
    with pytest.raises(ChosenAlready):
        choose_delivery(**{**how, "language": "cy"}, texts=True)  # type: ignore[arg-type]
    choose_delivery(**how, texts=False)  # type: ignore[arg-type]
    assert not wants_texts(customer, MONDAY)
