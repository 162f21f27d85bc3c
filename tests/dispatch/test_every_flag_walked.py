"""Everything we send, walked past every flag, hold and kind of representative: who gets it, or why nobody does.

Everybody in the table lives at a known address, has a mobile and asked for texts, and has no email. In its cells: `them`
(it goes to the customer), `executors`, `Quill` (whoever acts for them), or `-` (it goes to nobody).
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crediting import credit, take_in_sample_limits
from dispatch.letters import LATER, now, send
from piperoll.billing.models import Invoice
from piperoll.customers.add_contact import add_contact
from piperoll.customers.choose_delivery import choose_delivery
from piperoll.customers.models import Customer
from piperoll.dispatch.composing import MayNotBeWrittenTo, NobodyToWriteTo
from piperoll.dispatch.models import Document
from piperoll.dispatch.prepare_letters import prepare_letters
from piperoll.dispatch.send_letter import send_letter
from piperoll.dispatch.send_text import send_text
from piperoll.foundations.actors import Actor
from piperoll.receivables.print_statement import print_statement
from piperoll.receivables.print_statements import print_statements
from piperoll.safeguards.answers import may_i
from piperoll.safeguards.models import Rule
from piperoll.safeguards.routing import route
from piperoll.safeguards.rules import FLAGS, HOLDS, REPRESENTATIVES
from safeguards.people import flag, hold, represent
from the_day import MONDAY, MORNING, bill, charge, take_in_letters

SENT = ("invoice", "credit note", "statement", "statements", "letter", "text", "bill text", "reminder")
"""A statement is one they asked for, statements those drawn up for everybody who owes."""
WALK = {
    # state             invoice      credit note  statement    statements   letter       text     bill text  reminder
    "nothing":              "them them them them them them them them",
    "vulnerable":           "them them them them them - - -",
    "deceased":             "executors executors executors executors executors - - -",
    "gone_away":            "- - - - - them - -",
    "insolvent":            "them them them - them - - -",
    "minor":                "- - - - - - - -",
    "restricted":           "them them them them them them them them",
    "breathing_space":      "them them them - them - - -",
    "mental_health_crisis": "them them them - them - - -",
    "dispute":              "them them them them them - - -",
    "complaint":            "them them them them them - - -",
    "debt_advice":          "them them them - them - - -",
    "awaiting_decision":    "them them them them them - - -",
    "safeguarding":         "them them them - them - - -",
    "with_agent":           "them them them them them - - -",
    "other":                "them them them them them - - -",
    "attorney":             "Quill Quill Quill Quill Quill Quill Quill Quill",
    "deputy":               "Quill Quill Quill Quill Quill Quill Quill Quill",
    "appointee":            "Quill Quill Quill Quill Quill Quill Quill Quill",
    "executor":             "Quill Quill Quill Quill Quill - - -",
    "parent":               "Quill Quill Quill Quill Quill - - Quill",
    "informal":             "them them them them them them them them",
}  # fmt: skip
BESIDE = {"executor": "deceased", "parent": "minor"}
"""Who acts for somebody dead or under age acts beside that flag."""


def name_of(state: str) -> str:
    return f"Person {state.replace('_', ' ').title()}"


def who(state: str) -> int:
    return Customer.objects.get(name=name_of(state)).pk


def anybody(by: Actor, folder: Path) -> None:
    """One customer for each line of the table, each billed £10, owing, and asking for texts."""
    bill(
        folder,
        by,
        *(charge(state, "10.00", name=name_of(state), address_1=f"{n} Long Lane") for n, state in enumerate(WALK)),
    )
    for state in WALK:
        told = {"customer": who(state), **now(by)}
        add_contact(kind="phone", value="07700 900123", **told)
        choose_delivery(channel="post", language="en", format="standard", texts=True, **told)


def become(by: Actor, state: str, at: Any = MORNING) -> None:
    """What the line says comes true of its customer."""
    if state in FLAGS:
        flag(by, who(state), state)
    elif state in HOLDS:
        hold(by, who(state), state)
    elif state in REPRESENTATIVES:
        if beside := BESIDE.get(state):
            flag(by, who(state), beside)
        represent(by, who(state), state, phone="07700 900456")


def everything_prepared(by: Actor) -> None:
    """All that is made in runs, prepared; and what an officer writes, written."""
    take_in_sample_limits()
    for number in Invoice.objects.values_list("number", flat=True):
        credit(number, amount_pence=100)
    to_all = print_statements(since=date(2026, 4, 1), until=MONDAY, **now(by)).run
    for state in WALK:
        print_statement(customer=who(state), since=date(2026, 4, 2), until=MONDAY, **now(by))
    prepare_letters(kind="statement", of_run=to_all, **now(by))
    for kind in ("invoice", "credit_note", "statement", "bill_text"):
        prepare_letters(kind=kind, dated=MONDAY, **now(by))
    for state in WALK:
        for verb, template in ((send_letter, "account-letter"), (send_text, "please-call")):
            with suppress(MayNotBeWrittenTo, NobodyToWriteTo):
                verb(customer=who(state), template=template, **now(by))


def came_of(state: str, to_all: set[int]) -> list[str]:
    """Who got each thing, in the order of the table."""
    kinds = {
        "invoice": {"kind": "invoice"}, "credit note": {"kind": "credit_note"},
        "statement": {"kind": "statement"}, "statements": {"kind": "statement"},
        "letter": {"kind": "letter"}, "text": {"kind": "text"}, "bill text": {"kind": "bill_text"},
    }  # fmt: skip
    told = []
    for what, where in kinds.items():
        found = Document.objects.select_related("outbox").filter(customer_id=who(state), **where)
        if what.startswith("statement"):
            found = [one for one in found if (one.run_id in to_all) == (what == "statements")]  # type: ignore[assignment]
        told.append(_reader(state, list(found)))
    return told


def _reader(state: str, found: list[Document]) -> str:
    sent = [one for one in found if one.outbox.state == "sent"]
    for one in found:
        assert one.outbox.state in ("sent", "pulled")
        assert one.outbox.state == "sent" or reads_well(one.outbox.reason)
    return "-" if not sent else in_words(state, sent[0].recipient)


def in_words(state: str, recipient: str) -> str:
    if recipient.startswith("The executors of "):
        return "executors"
    return "them" if recipient == name_of(state) else recipient.split()[-1]


def reads_well(sentence: str) -> bool:
    """A sentence a person would write: a capital, a full stop, no "is is", no code word."""
    assert sentence[0].isupper(), sentence
    assert sentence.endswith("."), sentence
    assert not any(odd in sentence for odd in ("_", ": is ", "  ", "..", "None", " is is ")), sentence
    return True


def test_every_rule_reads_well_after_the_name_of_its_flag(manager: Actor) -> None:
    for rule in Rule.objects.all():
        assert reads_well(f"Vulnerable: {rule.sentence}.")
        assert rule.sentence[0].islower(), rule.sentence


def test_the_table_speaks_of_every_flag_hold_and_representative() -> None:
    assert set(WALK) == {"nothing", *FLAGS, *HOLDS, *REPRESENTATIVES}


@pytest.mark.parametrize("when", ["before", "since"])
def test_who_gets_what(manager: Actor, tmp_path: Path, when: str) -> None:
    """What came true before is obeyed by whoever prepares and writes; what came true since is obeyed at dispatch."""
    take_in_letters(manager)
    anybody(manager, tmp_path)
    if when == "before":
        for state in WALK:
            become(manager, state)
    everything_prepared(manager)
    to_all = set(Document.objects.filter(kind="statement").order_by("run_id").values_list("run_id", flat=True)[:1])
    if when == "since":
        for state in WALK:
            become(manager, state)
    send(manager, at=LATER)
    for state, expected in WALK.items():
        got = came_of(state, to_all)
        for what, found, right in zip(SENT, got, expected.split(), strict=False):
            assert found == right or (when == "since" and found == "-"), f"{state}: {what} went to {found}, not {right}"
        if state in ("nothing", "restricted", "informal"):
            assert got == expected.split()[:-1], "what changes nothing stops nothing"


def test_reminders_are_asked_about_like_everything_else(manager: Actor, tmp_path: Path) -> None:
    anybody(manager, tmp_path)
    for state, expected in WALK.items():
        become(manager, state)
        answer = may_i("send_reminder", who(state), MONDAY)
        readers = [in_words(state, one.name) for one in route([who(state)], "send_reminder", MONDAY)]
        assert (readers[0] if answer.allowed else "-") == expected.split()[-1], state
        assert all(map(reads_well, answer.reasons))
