"""A file is kept with a request exactly as it came, by whoever asked, while nobody has decided."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
import pytest
from asking_about_hats import ask, limit, register, somebody

from commands.terminal import typed
from piperoll.authority.asking import NoSuchRequest, NotYours
from piperoll.authority.attach_evidence import KeptAlready, RequestIsOver, attach_evidence
from piperoll.authority.decide_request import decide_request
from piperoll.authority.evidence import MOST, TooManyFiles
from piperoll.authority.models import RequestFile, UserService
from piperoll.authority.queries import NoSuchFile, file_for
from piperoll.authority.sign_in import actor_for
from piperoll.council.models import Service
from piperoll.formats.attachments import NotADocument, checked
from piperoll.runs.checking_seals import check_chain
from the_day import MONDAY

LETTER = b"%PDF-1.7\n a letter"


@pytest.fixture
def officer(now: dict[str, Any]) -> dict[str, Any]:
    """An officer, who may buy no hat alone."""
    register()
    limit(None)
    return {**now, "by": somebody("officer")}


def test_it_is_kept_once_and_opened_by_whoever_may_see_the_request(officer: dict[str, Any]) -> None:
    asked = ask(officer["by"], 5_00).request.pk
    kept = attach_evidence(request=asked, name="../letter.pdf", content=LETTER, **officer)
    assert kept.name == "..-letter.pdf"
    with pytest.raises(KeptAlready):
        attach_evidence(request=asked, name="again.pdf", content=LETTER, **officer)
    (file,) = RequestFile.objects.all()
    assert bytes(file_for(somebody("manager"), asked, file.pk).content) == LETTER
    with pytest.raises(NoSuchFile):
        file_for(somebody("manager"), ask(officer["by"], 5_00, customer=8).request.pk, file.pk)


def test_another_services_people_open_nothing(officer: dict[str, Any]) -> None:
    asked = ask(officer["by"], 5_00).request.pk
    attach_evidence(request=asked, name="letter.pdf", content=LETTER, **officer)
    stranger = somebody("approver")
    UserService.objects.create(user_id=stranger.user_id, service=Service.objects.create(code="BUS", name="Buses"))
    with pytest.raises(NoSuchRequest):
        file_for(actor_for(stranger.username), asked, RequestFile.objects.get().pk)


def test_only_whoever_asked_and_only_until_it_is_decided(officer: dict[str, Any]) -> None:
    asked = ask(officer["by"], 5_00).request.pk
    with pytest.raises(NotYours, match="only they can add to it"):
        attach_evidence(request=asked, name="a.pdf", content=LETTER, **{**officer, "by": somebody("assistant")})
    decide_request(request=asked, decision="refuse", reason="No", **{**officer, "by": somebody("manager")})
    with pytest.raises(RequestIsOver, match="is refused"):
        attach_evidence(request=asked, name="a.pdf", content=LETTER, **officer)


def test_what_is_no_document_is_refused_and_ten_are_enough(officer: dict[str, Any]) -> None:
    asked = ask(officer["by"], 5_00, files=[checked(f"{n}.pdf", LETTER + b"%d" % n) for n in range(MOST)]).request.pk
    for content in (b"", b"MZ\x90", b"<html>", b"%PDF-" + b"x" * 5_000_000):
        with pytest.raises(NotADocument):
            attach_evidence(request=asked, name="order.pdf", content=content, **officer)
    with pytest.raises(TooManyFiles):
        attach_evidence(request=asked, name="order.pdf", content=LETTER, **officer)
    assert RequestFile.objects.count() == MOST


@pytest.mark.django_db(transaction=True)
def test_a_file_altered_behind_the_books_back_breaks_the_chain(
    officer: dict[str, Any], as_superuser: psycopg.Connection, throwaway_database: object
) -> None:
    asked = ask(officer["by"], 5_00).request.pk
    attach_evidence(request=asked, name="letter.pdf", content=LETTER, **officer)
    assert check_chain().agrees
    as_superuser.execute("ALTER TABLE authority_requestfile DISABLE TRIGGER ALL")
    as_superuser.execute("UPDATE authority_requestfile SET content = %s", [LETTER + b" altered"])
    as_superuser.execute("ALTER TABLE authority_requestfile ENABLE TRIGGER ALL")
    assert not check_chain().agrees


def test_by_command_too(officer: dict[str, Any], tmp_path: Path) -> None:
    asked = ask(officer["by"], 5_00).request.pk
    paper, back = tmp_path / "letter.pdf", tmp_path / "back.pdf"
    paper.write_bytes(LETTER)
    typed(f"attach-evidence {asked}", paper, "--on", MONDAY, by=officer["by"])
    listed = typed(f"evidence {asked}", by=officer["by"])
    (file,) = listed.data["files"]
    assert "letter.pdf" in listed.text
    typed(f"evidence {asked} --file {file['file']} --to", back, by=officer["by"])
    assert back.read_bytes() == LETTER
