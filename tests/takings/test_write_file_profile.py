"""How files are laid out is kept only when the sample reads by it, whole and proved."""

from __future__ import annotations

import pytest

from piperoll.formats.payment_layouts import FIRST
from piperoll.foundations.actors import Actor
from piperoll.takings import queries
from piperoll.takings.models import FileProfile, FileProfileVersion
from piperoll.takings.paying_in import NoSuchMethod
from piperoll.takings.write_file_profile import BadProfile, SampleUnreadable
from takings_words import SAMPLES, written


def test_a_profile_waits_to_be_approved_and_is_written_again_as_another_version(manager: Actor) -> None:
    done = written(manager)
    assert (done.profile, done.payments, done.pence) == ("ALLPAY", 4, 329_45)
    (row,) = queries.file_profiles()
    assert (row.approved, row.waits, row.bank_words, row.newest) == (None, True, "ALLPAY", done.version)
    written(manager, name="Somebody else")
    assert FileProfileVersion.objects.count() == 2
    assert FileProfile.objects.get().name == "allpay"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"code": "all pay"}, "it needs a code"),
        ({"name": " "}, "it needs a name"),
        ({"bank_words": ""}, "words by which the bank shows"),
        ({"layout": {"kind": "fixed"}}, "reference at is missing"),
        ({"layout": FIRST["allpay"].told() | {"amount_at": "3"}}, "amount at must be like 8-23"),
    ],
)
def test_what_is_no_profile_is_refused(manager: Actor, changed: dict[str, object], why: str) -> None:
    with pytest.raises(BadProfile, match=why):
        written(manager, **changed)
    assert not FileProfile.objects.exists()


def test_the_sample_must_read_whole_and_prove_itself(manager: Actor) -> None:
    good = (SAMPLES / "allpay.txt").read_bytes()
    for sample, why in (
        (good.replace(b"312.40", b"312.41"), "come to £329.46, but it says £329.45"),
        (good.replace(b"312.40", b"312,4x"), "line 1: its sum"),
        (b"", "it holds no payment"),
        (good.split(b"\n\n")[0], "no line that begins with 'Total Amount"),
    ):
        with pytest.raises(SampleUnreadable, match=why):
            written(manager, sample=sample)
    with pytest.raises(NoSuchMethod):
        written(manager, method="CASH")
