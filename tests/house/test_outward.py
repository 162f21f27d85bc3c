"""Nothing new goes out to people without saying what protects them from it.

Whoever adds a kind of document, or a verb that reaches out, gives it a line here: the act safeguards are asked about, or
why none is. What presses for money is stopped by law while a moratorium stands; `tests/stories/test_moratorium.py` lives
through one.
"""

from __future__ import annotations

import re
from functools import cache

import pytest

from house.test_verbs import EVERY_VERB, SOURCE, TESTS
from piperoll.dispatch import kinds
from piperoll.dispatch.models import Document
from piperoll.safeguards.place_hold import MORATORIA
from piperoll.safeguards.rules import ACTS, BARRED_BY_LAW

PRESSING = {
    "reminder",
    "rem_text",
    "claim_notice",
    "arr_late",
    "pay_link",
    "bill_text",
    "text",
    "dd_notice",
    "dd_unpaid",
}
"""Documents that ask for money overdue, or say that it will be taken."""
TELLING = {
    "invoice", "statement", "credit_note", "refund", "letter", "dispute", "complaint", "complaint_in", "arrangement", "dd_confirmed", "dd_changed",
    "dd_cancelled", "agent_notice",
}  # fmt: skip
"""Documents a creditor may send, or must: what is billed or owed, an answer, what became of money or a mandate."""
OUTWARD = {
    "propose_reminders": ("send_reminder", "telephone", "text"),
    "issue_reminders": ("send_reminder", "text"),
    "send_payment_link": ("send_reminder",),
    "watch_arrangements": ("send_reminder",),
    "send_text": ("text",),
    "send_letter": ("send_letter",),
    "notify_collections": ("collect",),
    "collect": ("collect",),
    "release_collection": ("collect",),
    "request_late_charges": ("charge_interest",),
    "set_off_credit": ("set_off",),
    "prepare_letters": ("send_invoice", "text"),
    "dispatch_letters": ("send_invoice", "text"),
    "release_document": ("send_invoice",),
    "print_invoices": ("send_invoice",),
    "hand_over_case": ("refer_to_agent", "tell_agent"),
    "recall_case": ("tell_agent",),
    "let_case_go_on": ("refer_to_agent", "tell_agent"),
    "watch_agents": ("tell_agent",),
}
"""Verb → the acts it asks about, itself or where its room does."""
ASKS_NOBODY = {
    "print_statement": "drawn up because they asked; dispatch asks before it is sent",
    "print_statements": "drawn up alone; dispatch asks as it prepares them, and again as they go",
    "invite_payer": "an officer hands it over while they talk; it takes nothing",
    "issue_previewed": "bills: the act is asked of each line by billing",
    "chase_disputes": "to the service that billed, never to the customer",
    "send_to_gocardless": "carries what was released, of which the act was asked",
    "send_card_refunds": "money going back",
    "release_refunds": "money going back",
    "release_flagged": "bills: the act is asked of each line by billing",
    "release_hold": "ends a protection, by a person, with why",
    "refer_to_advice": "a note of where they were pointed; nothing is sent and nothing asked for",
    "reprint_document": "the same letter again, asked of as when it first went",
}
REACHES_OUT = re.compile(
    r"(send|issue|notify|collect|dispatch|chase|remind|invite|call|telephone|text|charge|refer|watch|print|reprint|release|hand|recall|let)(_|$)"
    r"|prepare_letters|propose_reminders|request_late_charges|set_off_credit"
)


@cache
def said_in(room: str) -> str:
    """All that a room's Python and SQL say."""
    files = [*(SOURCE / room).glob("*.py"), *(SOURCE / room).glob("*.sql")]
    return "\n".join(file.read_text() for file in files)


def test_every_kind_of_document_says_whether_it_presses() -> None:
    known = set(kinds.acts()) | {kind for kind, _ in Document._meta.get_field("kind").choices}
    assert known == PRESSING | TELLING
    assert not PRESSING & TELLING
    assert set(kinds.acts()) == known, "a kind of which nobody is asked whether it may go"
    assert set(kinds.acts().values()) <= set(ACTS)


@pytest.mark.parametrize("hold", MORATORIA)
def test_whatever_presses_is_stopped_by_law_while_a_moratorium_stands(hold: str) -> None:
    assert {kind for kind, act in kinds.acts().items() if (hold, act) not in BARRED_BY_LAW} <= TELLING
    assert {(hold, act) for act in ("charge_interest", "telephone", "collect", "set_off")} <= set(BARRED_BY_LAW)


def test_every_verb_that_reaches_out_has_its_line() -> None:
    reaching = {verb for _, verb in EVERY_VERB if REACHES_OUT.match(verb)}
    assert reaching - OUTWARD.keys() - ASKS_NOBODY.keys() == set(), "say here which act it asks about"
    assert (OUTWARD.keys() | ASKS_NOBODY.keys()) - {verb for _, verb in EVERY_VERB} == set()


@pytest.mark.parametrize(("room", "verb"), [one for one in EVERY_VERB if one[1] in OUTWARD])
def test_its_room_asks_about_it(room: str, verb: str) -> None:
    for act in OUTWARD[verb]:
        assert re.search(rf"['\"]{act}['\"]", said_in(room)), f"{room} never asks about {act}: {verb} must"


def test_the_story_of_a_moratorium_lives_through_each_that_presses() -> None:
    story = (TESTS / "stories" / "test_moratorium.py").read_text()
    story += (TESTS / "recovery" / "reminding.py").read_text() + (TESTS / "bacs" / "collecting.py").read_text()
    pressing = {verb for verb, asked in OUTWARD.items() if any((MORATORIA[0], act) in BARRED_BY_LAW for act in asked)}
    through_may_i = {"set_off_credit", "release_collection", "let_case_go_on"}
    assert {verb for verb in pressing - through_may_i if f"{verb}(" not in story} == set()
