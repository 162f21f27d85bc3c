"""Collecting by page: chosen by one, released by another, filed, answered by Bacs, claimed and challenged."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from bacs.collecting import INPUT_ON, a_payer, lodge, tell, unpaid
from bacs.test_settle_claims import claim_report
from piperoll.bacs.models import Advice, Claim, Collection, CollectionRun, EvidencePack
from piperoll.direct_debit.models import Mandate
from piperoll.formats.standard18_check import check
from piperoll.formats.standard18_entries import Asked
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from the_day import take_in_letters
from web.staff import client_of

HERE = "/direct-debits"


@pytest.fixture
def december(manager: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two payers told of Monday 21 December; it is the Thursday before."""
    take_in_letters(manager)
    a_payer(tmp_path, manager, "120.50")
    a_payer(tmp_path, manager, "45.00", name="Basil Budd")
    lodge(manager)
    tell(manager)
    monkeypatch.setattr(timezone, "localdate", lambda *given: INPUT_ON)


def said(client: Client, where: str, **sent: object) -> str:
    answer = client.post(HERE + where, sent, follow=True) if sent else client.get(HERE + where)
    return str(answer.content.decode())


def test_a_run_from_choosing_to_its_file_and_back(december: None, monkeypatch: pytest.MonkeyPatch) -> None:
    olive, oscar = client_of("officer", "olive"), client_of("officer", "oscar")
    assert "is missing" not in said(olive, "/collections/")
    page = said(olive, "/collections/", collect_on="19 12 2026")
    assert "Banks do not work on Saturday 19 December 2026" in page
    page = said(olive, "/collections/", collect_on="21 12 2026")
    assert "2 collections chosen" in page
    run = CollectionRun.objects.get().pk
    assert "somebody else must look at it" in page
    assert "First collection" in page
    assert said(olive, f"/collections/{run}/release/", go="1").count("You chose collection run") == 1
    page = said(oscar, f"/collections/{run}/release/", go="1")
    assert "Released: 2 collections, £165.50" in page
    page = said(oscar, f"/collections/{run}/file/", go="1")
    serial = CollectionRun.objects.get().verdict.filed.file.serial
    assert f"In file {serial}" in page
    answer = oscar.get(f"{HERE}/files/{serial}/")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert "no-store" in answer["Cache-Control"]
    assert check(content, Asked()).files[0].debit_pence == 165_50
    monkeypatch.setattr(timezone, "localdate", lambda *given: date(2026, 12, 23))
    assert f"Input report for file {serial}" in said(olive, "/collections/")
    assert "21 Dec 2026" in said(olive, "/month/?of=2026-12")
    first = Collection.objects.select_related("customer").earliest("id")
    mandate = olive.get(f"/customers/{first.customer.reference}/direct-debits/{first.mandate_id}/").content.decode()
    assert "may come back until 30 Dec 2026" in mandate
    one, lost = Collection.objects.order_by("id")
    wrong = Collection.objects.get(pk=lost.pk)
    wrong.amount_pence = 9_99
    upload = SimpleUploadedFile("arudd.xml", unpaid((one, "0"), (wrong, "0")))
    page = said(olive, "/reports/", file=upload)
    assert "1 advice applied. £120.50 was taken back. 1 exception for you to look at." in page
    assert "We asked for no such sum" in page
    waiting = Advice.objects.exclude(exception="").get()
    assert "Settled: Not ours" in said(olive, f"/exceptions/{waiting.pk}/", words="Not ours")
    assert "presented once more" in said(olive, f"/reports/{waiting.report_id}/")
    upload = SimpleUploadedFile("ddica.xml", claim_report((lost, "BANK1")))
    said(olive, "/reports/", file=upload)
    claim = Claim.objects.get().pk
    assert "BANK1" in said(olive, f"/claims/{claim}/")
    assert "Download it below" in said(olive, f"/claims/{claim}/evidence/", go="1")
    pack = EvidencePack.objects.get().pk
    assert olive.get(f"{HERE}/evidence/{pack}.pdf").content.startswith(b"%PDF")
    assert olive.get(f"{HERE}/evidence/99.pdf").status_code == 404
    assert "Challenged. Unless the bank agrees" in said(olive, f"/claims/{claim}/challenge/", words="The notice")
    assert "what was collected stands" in said(olive, f"/claims/{claim}/win/", words="They agree")
    assert "Won" in said(olive, "/claims/")
    assert check_books().agrees


def test_a_claim_that_came_by_letter_is_logged_on_the_mandate(december: None) -> None:
    olive, oscar = client_of("officer", "olive"), client_of("officer", "oscar")
    first = Mandate.objects.earliest("id")
    here = f"/customers/{first.customer.reference}/direct-debits/{first.pk}/"
    assert "Log a claim" not in olive.get(here).content.decode()
    said(olive, "/collections/", collect_on="21 12 2026")
    said(oscar, f"/collections/{CollectionRun.objects.get().pk}/release/", go="1")
    assert "Log a claim" in olive.get(here).content.decode()
    assert "£120.50 on 21 Dec 2026" in olive.get(f"{here}claim/").content.decode()
    wrong = olive.post(f"{here}claim/", {"bank_reference": "B77"}).content.decode()
    assert "Say which collections the claim is about" in wrong
    taken = Collection.objects.get(mandate=first)
    told = {"collections": [taken.pk], "bank_reference": "B77", "code": "2"}
    page = olive.post(f"{here}claim/", told, follow=True).content.decode()
    assert "Logged. Challenge it by" in page
    assert "Indemnity claim B77" in page
    assert "Log a claim" not in olive.get(here).content.decode()
    assert olive.post(f"{here}claim/", told).status_code == 200


def test_those_who_may_only_look_see_no_buttons_and_a_file_that_is_none_is_not_found(december: None) -> None:
    olive, looker = client_of("officer", "olive"), client_of("auditor", "ann")
    said(olive, "/collections/", collect_on="21 12 2026")
    run = CollectionRun.objects.get().pk
    page = said(looker, f"/collections/{run}/")
    assert "Collection run" in page
    assert "csrfmiddlewaretoken" not in page.split("<main")[1].split("</main>")[0]
    assert looker.post(f"{HERE}/collections/{run}/release/").status_code == 403
    assert looker.get(f"{HERE}/files/000009/").status_code == 403
    assert olive.get(f"{HERE}/files/000009/").status_code == 404
    assert olive.get(f"{HERE}/collections/99/").status_code == 404
    assert olive.get(f"{HERE}/claims/99/").status_code == 404
    page = said(olive, f"/collections/{run}/discard/", words="Only to look")
    assert "Given up: 2 collections" in page
