"""Words are approved by somebody other than their writer: code and database."""

from __future__ import annotations

from datetime import date, timedelta

import psycopg
import pytest

from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.documents.approve_template import ApprovedAlready, NotTheNewest, NotYourOwnWords, approve_template
from piperoll.documents.models import TemplateApproval, TemplateVersion
from piperoll.documents.template_queries import NoApprovedTemplate, NoSuchTemplate, in_force, template_called, words_for
from piperoll.documents.write_template import write_template
from piperoll.foundations.actors import Actor, NotPermitted
from the_day import MONDAY, MORNING


@pytest.fixture
def writer(manager: Actor) -> Actor:
    return actor_of(User.objects.create(username="wim.writer", name="Wim Writer", role="manager"))


def write(by: Actor, body: str = "Hello.", **other: str) -> int:
    told = {"name": "bill", "kind": "invoice", "subject": "Your bill", **other}
    return write_template(**told, body=body, on=MONDAY, at=MORNING, by=by).number


def approve(by: Actor, number: int, name: str = "bill", on: date = MONDAY) -> None:
    approve_template(name=name, number=number, on=on, at=MORNING, by=by)


def test_only_approved_words_are_in_force_from_their_day(writer: Actor, manager: Actor) -> None:
    approve(manager, write(writer))
    write(writer, "Better.")
    bill = template_called("bill")
    assert (in_force(bill, MONDAY) or bill.versions.all()[0]).number == 1
    assert in_force(bill, MONDAY - timedelta(days=1)) is None
    approve(manager, 2, on=MONDAY + timedelta(days=1))
    assert [in_force(bill, MONDAY + timedelta(days=n)).number for n in (0, 1)] == [1, 2]  # type: ignore[union-attr]


def test_nobody_approves_their_own_words(writer: Actor) -> None:
    number = write(writer)
    with pytest.raises(NotYourOwnWords, match="somebody else"):
        approve(writer, number)
    assert not TemplateApproval.objects.exists()


def test_the_database_holds_writer_and_approver_apart(writer: Actor, as_owner: psycopg.Connection) -> None:
    write(writer)
    version = TemplateVersion.objects.get()
    add = (
        "INSERT INTO documents_templateapproval (version_id, written_by_user_id, approved_by_user_id, approved_by, approved_at, effective_on, run_id)"
        " VALUES (%s, %s, %s, 'x', now(), current_date, %s)"
    )
    with pytest.raises(psycopg.errors.CheckViolation):
        as_owner.execute(add, (version.pk, writer.user_id, writer.user_id, version.run_id))
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        as_owner.execute(add, (version.pk, 999, writer.user_id, version.run_id))


def test_one_approves_the_words_one_read(writer: Actor, manager: Actor) -> None:
    write(writer)
    write(writer, "Better.")
    with pytest.raises(NotTheNewest, match="a newer version, 2"):
        approve(manager, 1)
    approve(manager, 2)
    with pytest.raises(ApprovedAlready) as refusal:
        approve(manager, 2)
    assert refusal.value.exit_code == 0
    with pytest.raises(NoSuchTemplate):
        approve(manager, 1, name="poem")


def test_an_officer_writes_but_does_not_approve(manager: Actor) -> None:
    officer = actor_of(User.objects.create(username="olive", name="Olive", role="officer"))
    number = write(officer)
    with pytest.raises(NotPermitted):
        approve(officer, number)


def test_words_for_a_reader_fall_back_to_the_customers_and_to_english(writer: Actor, manager: Actor) -> None:
    with pytest.raises(NoApprovedTemplate, match="email with an invoice"):
        words_for("invoice", language="en", audience="self", on=MONDAY)
    approve(manager, write(writer))
    write(writer, "Helo.", name="bill-cy", language="cy")
    assert words_for("invoice", language="cy", audience="executors", on=MONDAY).template.name == "bill"
    approve(manager, 1, name="bill-cy")
    assert words_for("invoice", language="cy", audience="executors", on=MONDAY).template.name == "bill-cy"


def test_a_stage_without_words_gives_way_before_the_reader_does(writer: Actor, manager: Actor) -> None:
    approve(manager, write(writer))
    for name, more in {
        "bill-reminder": {"stage": "reminder"},
        "bill-representative": {"audience": "representative"},
        "bill-cy-reminder": {"language": "cy", "stage": "reminder"},
    }.items():
        approve(manager, write(writer, f"{name}.", name=name, **more), name=name)

    def found(language: str, audience: str, stage: str) -> str:
        return words_for("invoice", language=language, audience=audience, stage=stage, on=MONDAY).template.name

    assert found("en", "self", "reminder") == "bill-reminder"
    assert found("en", "self", "final_notice") == found("cy", "self", "any") == "bill"
    assert found("en", "representative", "reminder") == "bill-representative"
    assert found("cy", "representative", "reminder") == "bill-cy-reminder"
