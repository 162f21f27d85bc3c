"""How a payer's lists look is kept only when a list of theirs reads by it, whole and proved."""

from __future__ import annotations

import pytest

from piperoll.formats.table_csv import NotATable
from piperoll.foundations.actors import Actor
from piperoll.receipting.models import RemittanceProfile, RemittanceProfileVersion
from piperoll.receipting.remittance_profiles import remittance_profiles
from piperoll.receipting.write_remittance_profile import BadRemittanceProfile, SampleNotRead
from receipting.remitting import OFFICE, SAMPLES, laid_out

GOOD = (SAMPLES / "benefit-office.pdf").read_bytes()


def test_a_layout_waits_to_be_approved_and_is_written_again_as_another_version(manager: Actor) -> None:
    done = laid_out(manager)
    assert (done.profile, done.lines, done.pence) == ("OFFICE", 8, 1254_20)
    (row,) = remittance_profiles()
    assert (row.approved, row.waits, row.newest) == (None, True, done.version)
    laid_out(manager, payer="Somebody else")
    assert RemittanceProfileVersion.objects.count() == 2
    assert RemittanceProfile.objects.get().payer == "Anyshire Benefit Office"


@pytest.mark.parametrize(
    ("changed", "refusal", "why"),
    [
        ({"code": "the office"}, BadRemittanceProfile, "it needs a code"),
        ({"payer": " "}, BadRemittanceProfile, "it needs the payer’s name"),
        ({"layout": {"line": "{reference}"}}, BadRemittanceProfile, "line must have"),
        (
            {"layout": OFFICE | {"line": "{reference} | {name} | {amount}"}},
            SampleNotRead,
            "no line of it looks like a p",
        ),
        ({"layout": OFFICE | {"total": "Sum {amount}"}}, SampleNotRead, "no line of it looks like its total"),
        ({"layout": OFFICE | {"date_format": "dd/mm/yyyy"}}, SampleNotRead, "Line 6: paid on is not like dd/mm/yyyy"),
        (
            {"layout": OFFICE | {"reference_masks": "AT000001299#"}},
            SampleNotRead,
            "come to £3.90, but it says £1,254.20",
        ),
        ({"sample": b""}, NotATable, "it is empty"),
        ({"sample": b"PK\x03\x04"}, NotATable, "leave the layout out"),
        ({"sample": b"a line\n" * 20_001}, NotATable, "more than 20,000 lines"),
    ],
)
def test_what_does_not_read_whole_is_not_kept(
    manager: Actor, changed: dict[str, object], refusal: type[Exception], why: str
) -> None:
    with pytest.raises(refusal, match=why):
        laid_out(manager, **changed)
    assert not RemittanceProfile.objects.exists()
