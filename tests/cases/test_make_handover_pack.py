"""A case handed over is one ZIP: its story, a statement, each letter as it went; and it is on record who took it out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from cases.caring import worked_out
from crediting import somebody
from piperoll.cases import handover
from piperoll.cases.make_handover_pack import make_handover_pack
from piperoll.cases.record_exchange import ExchangeTold, record_exchange
from piperoll.dispatch import post_room
from piperoll.dispatch.models import Copy
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.safeguards.words import WordsMissing
from recovery.reminding import CARE, after, now, owing, remind
from safeguards.people import hold


def test_the_whole_case_in_one_file(morag: Actor, tmp_path: Path) -> None:
    ada = owing(tmp_path, morag, "Ada Lovegrove", "60.00", **CARE)
    remind(after(14))
    worked_out(after(28))
    told = ExchangeTold("call_out", "# Will sell the house\n* soon", outcome="spoke", takes_step=True)
    record_exchange(customer=ada.reference, told=told, **now(somebody("collections"), after(28)))
    hold(morag, ada.pk, "complaint", on=after(28), days=20)
    words = handover.document(ada, to="Legal services", reason="Deferred payment", on=after(29)).body
    for told_of in (
        "£60.00", "first notice, for £60.00", "telephone call", "Will sell the house * soon", "Complaint until",
        "Care and other sensitive debts", "Looked after by Care debts",
    ):  # fmt: skip
        assert told_of in words
    assert words.count("\n# ") == 5, "what they said is no heading of ours"
    made = make_handover_pack(
        customer=ada.reference,
        to="Legal services",
        reason="Deferred payment",
        **now(somebody("collections"), after(29)),
    )
    with zipfile.ZipFile(io.BytesIO(made.content)) as pack:
        names = pack.namelist()
        assert names[:2] == ["case.pdf", "statement.pdf"]
        assert all(pack.read(name).startswith(b"%PDF") for name in names[:2])
        (letter,) = [name for name in names if "reminder" in name]
        assert pack.read(letter) == post_room.kept(bytes(Copy.objects.get(document__kind="reminder").sha256))
    assert (made.letters, made.lost) == (len(names) - 2, 0)
    with pytest.raises(WordsMissing):
        make_handover_pack(customer=ada.reference, to="", reason="Why", **now(morag, after(29)))
    with pytest.raises(NotPermitted):
        make_handover_pack(customer=ada.reference, to="Me", reason="Why", **now(somebody("assistant"), after(29)))
