"""What a Direct Debit pays is not reminded of while the mandate lives, and is once it was cancelled."""

from __future__ import annotations

from pathlib import Path

from bacs.collecting import a_payer
from piperoll.customers.models import Customer
from piperoll.direct_debit.cancel_mandate import cancel_mandate
from piperoll.foundations.actors import Actor
from recovery.reminding import after, now, remind, stands, step


def test_while_the_mandate_lives_and_after(morag: Actor, tmp_path: Path) -> None:
    mandate = a_payer(tmp_path, morag, "30.00", "12.00")
    ada = Customer.objects.get(name="Ada Lovegrove")
    assert step(ada, after(7)) == "direct_debit"
    assert stands(ada, after(7)).reason == "A Direct Debit pays all of it that is not disputed or on hold."
    cancel_mandate(mandate=mandate.pk, reason="They asked us to", **now(morag, after(7)))
    assert remind(after(7)).letters_pence == 42_00
