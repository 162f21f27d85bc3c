"""Every document of a run once, to whoever hears, by the way they are reached; a slow twin agrees."""

from __future__ import annotations

import email
import email.policy
from datetime import date
from email.message import EmailMessage

import pytest

from crediting import credit, take_in_sample_limits
from dispatch.letters import caught, now, person, prepare, send, states, to
from piperoll.billing.models import Invoice
from piperoll.customers.models import Address, Customer, JointMember
from piperoll.dispatch import prepare_letters
from piperoll.dispatch.models import Document, Event
from piperoll.dispatch.prepare_letters import NoSuchKind, NothingToPrepare, OfWhatRun
from piperoll.foundations.actors import Actor
from piperoll.receivables.print_statements import print_statements
from piperoll.runs.checking_seals import check_chain
from piperoll.runs.models import Run
from piperoll.safeguards.add_representative import RepresentativeTold, add_representative
from piperoll.safeguards.raise_flag import FlagTold, raise_flag
from piperoll.safeguards.routing import route
from the_day import MONDAY


def test_every_bill_has_a_document_and_the_totals_are_the_billing_runs(billed: int, manager: Actor) -> None:
    made = prepare(manager, dated=None, of_run=billed)
    assert (made.sources, made.sources_pence, made.documents) == (3, 6000, 3)
    assert (made.post, made.email, made.nobody, made.pulled) == (1, 2, 0, 0)
    assert {d.recipient: (d.channel, d.language) for d in Document.objects.all()} == {
        "Ada Lovegrove": ("post", "en"),
        "Ben Lovegrove": ("email", "en"),
        "Cai Lovegrove": ("email", "cy"),
    }


def test_nothing_is_prepared_twice_by_run_or_by_day(billed: int, manager: Actor) -> None:
    prepare(manager, dated=None, of_run=billed)
    for meant in ({"of_run": billed, "dated": None}, {"dated": MONDAY}):
        with pytest.raises(NothingToPrepare) as refusal:
            prepare(manager, **meant)
        assert refusal.value.exit_code == 0
    assert Document.objects.count() == 3


class Interrupted(Exception):
    """As if the process had died."""


def test_some_at_a_time_and_what_stopped_goes_on_where_it_was(
    billed: int, manager: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepare_letters, "AT_A_TIME", 2)
    assert prepare_letters.count_sources(kind="invoice", of_run=billed) == 3

    def stop(done: int) -> None:
        raise Interrupted

    with pytest.raises(Interrupted):
        prepare(manager, dated=None, of_run=billed, progress=stop)
    assert Document.objects.count() == 2
    assert prepare_letters.count_sources(kind="invoice", of_run=billed) == 1
    heard: list[int] = []
    made = prepare(manager, dated=None, of_run=billed, progress=heard.append)
    assert heard == [1]
    assert (made.sources, made.sources_pence, made.documents, made.post, made.email) == (3, 6000, 3, 1, 2)
    assert Run.objects.filter(verb="prepare_letters").count() == 1
    assert set(Document.objects.values_list("run", flat=True)) == {made.run}
    assert check_chain().agrees


def test_whoever_acts_for_a_customer_hears_instead(billed: int, manager: Actor) -> None:
    told = RepresentativeTold(
        kind="deputy", name="Dee Deputy", address="9 Court Road", postcode="AN1 9ZZ", proof="Order 123",
        proof_seen_on=MONDAY, is_billed=True,
    )  # fmt: skip
    add_representative(customer=person("Ada").pk, told=told, **now(manager))
    prepare(manager)
    document = to("Dee")
    assert (document.customer_id, document.audience, document.postcode) == (
        person("Ada").pk,
        "representative",
        "AN1 9ZZ",
    )
    assert document.why == "Deputy for Ada Lovegrove"


def test_each_joint_debtor_has_their_own(billed: int, manager: Actor) -> None:
    JointMember.objects.create(account=person("Ada"), member=person("Ben"), valid_from=MONDAY)
    JointMember.objects.create(account=person("Ada"), member=person("Cai"), valid_from=MONDAY)
    made = prepare(manager)
    assert (made.sources, made.documents) == (3, 4)
    assert {d.person_id for d in Document.objects.filter(customer_id=person("Ada").pk)} == {
        person("Ben").pk,
        person("Cai").pk,
    }


def test_a_child_with_no_guardian_and_somebody_nobody_reaches_are_pulled_and_counted(
    billed: int, manager: Actor
) -> None:
    told = FlagTold("minor", "Birth certificate", date(2026, 12, 31), happened_on=date(2015, 1, 1))
    raise_flag(customer=person("Ben").pk, told=told, **now(manager))
    Address.objects.filter(customer=person("Ada")).delete()
    made = prepare(manager)
    assert (made.documents, made.nobody, made.pulled) == (3, 2, 2)
    assert states() == {"Ada": "pulled", "Ben": "pulled", "Cai": "prepared"}
    assert "Nobody can be reached" in to("Ada").outbox.reason
    assert "a child is not billed" in to("Ben").outbox.reason
    assert Event.objects.filter(event="pull").count() == 2


def test_the_set_agrees_with_asking_one_after_another(billed: int, manager: Actor) -> None:
    JointMember.objects.create(account=person("Ada"), member=person("Ben"), valid_from=MONDAY)
    prepare(manager)
    slow = {
        (one.customer, one.person, one.name, one.channel, one.postcode)
        for customer in Customer.objects.all()
        for one in route([customer.pk], "send_invoice", MONDAY)
    }
    assert {(d.customer_id, d.person_id, d.recipient, d.channel, d.postcode) for d in Document.objects.all()} == slow


def test_statements_are_prepared_from_their_run(billed: int, manager: Actor) -> None:
    drawn = print_statements(since=date(2026, 4, 1), until=MONDAY, **now(manager))
    made = prepare(manager, kind="statement", dated=None, of_run=drawn.run, stage="reminder")
    assert (made.sources, made.sources_pence) == (drawn.statements, drawn.closing_pence)
    assert set(Document.objects.filter(run_id=made.run).values_list("stage", flat=True)) == {"reminder"}


def test_what_is_not_said_is_asked(billed: int, manager: Actor) -> None:
    with pytest.raises(OfWhatRun):
        prepare(manager, dated=None)
    with pytest.raises(NoSuchKind):
        prepare(manager, kind="poem")


def test_a_credit_note_is_prepared_and_sent_with_its_own_words(billed: int, manager: Actor) -> None:
    take_in_sample_limits()
    number = Invoice.objects.get(gross_pence=2000).number
    assert credit(number, amount_pence=500).state == "approved"
    made = prepare(manager, kind="credit_note")
    assert (made.sources, made.sources_pence, made.email) == (1, 500, 1)
    assert send(manager).emailed == 1
    message = email.message_from_bytes(caught()[0].read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert "takes £5.00 off what you owe" in message.get_body().get_content()  # type: ignore[union-attr]
