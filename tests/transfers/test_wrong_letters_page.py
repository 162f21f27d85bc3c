"""What was written wrongly because of one payment that was moved is one link away, and so is saying sorry."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from crediting import somebody
from piperoll.customers.models import Customer
from piperoll.dispatch.composing import compose
from piperoll.documents.template_queries import template_called
from piperoll.receivables.print_statement import print_statement
from piperoll.transfers.models import MovedPayment
from piperoll.transfers.move_payment import move_payment
from piperoll.transfers.repair_placements import Chosen, repair_placements
from refunds.refunding import now
from the_day import MONDAY
from transfers.moving_money import placement_of
from web.staff import client_of


def test_a_payment_moved_alone_has_its_letters_and_an_apology(
    ada: Customer, basil: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *given, **named: MONDAY)
    print_statement(customer=ada.pk, since=MONDAY, until=MONDAY, **now(somebody("officer")))
    told = {"to": basil.reference, "reason": "misposted", "why": "Another of that name", "pays": "oldest"}
    move_payment(placement=placement_of(ada), **told, **now(somebody("officer"), MONDAY + timedelta(days=1)))
    where = f"/money-in/repair/{MovedPayment.objects.get().run_id}/letters/"
    officer = client_of("officer")
    assert f'href="{where}"' in officer.get("/money-in/transfers/").content.decode()
    letters = officer.get(where).content.decode()
    sorry = f"/customers/{ada.reference}/write/?template=wrong-letter&amp;stage=any"
    assert sorry in letters
    assert "Apologise" in letters
    shown = officer.get(sorry.replace("&amp;", "&")).content.decode()
    assert "We are sorry: something we sent you was wrong" in shown
    assert "Something we sent you about your account was wrong." in shown


def test_the_apology_tells_how_the_account_stands(ada: Customer) -> None:
    (reader,) = compose(template_called("wrong-letter"), ada, stage="any", on=MONDAY).readers
    assert "Please go by this letter instead. Today your balance is " in reader.words.body


def test_what_was_taken_back_into_suspense_keeps_its_list_within_reach(ada: Customer) -> None:
    chosen = Chosen(customer=ada.reference)
    made = repair_placements(chosen=chosen, seen=1, why="Not hers", reason="misposted", **now(somebody("officer")))
    page = client_of("officer").get("/money-in/transfers/").content.decode()
    assert "Payments taken back into suspense" in page
    assert f'href="/money-in/repair/{made.run}/letters/"' in page
