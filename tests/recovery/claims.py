"""A ladder of one rung: a letter of claim, 7 days after the bills of Monday fell due; and what follows it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from crediting import somebody
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.recovery.claiming import Claiming, may_claim
from piperoll.recovery.record_claim_reply import ClaimReplyRecorded, record_claim_reply
from piperoll.recovery.set_recovery_stage import set_recovery_stage
from piperoll.recovery.set_track_rule import set_track_rule
from recovery.reminding import after, now, owing, remind
from the_day import MONDAY

SENT = after(8)
"""The day the letter goes: 29 December 2026."""


def one_rung(by: Actor, track: str = "resident", stage: str = "letter_of_claim") -> None:
    """Everybody on one track, and one letter on it."""
    told = {"valid_from": MONDAY, "authority": "A test's policy"}
    set_track_rule(track=track, **told, **now(by, MONDAY))
    set_recovery_stage(track=track, stage=stage, days=7, wait_days=0, **told, **now(by, MONDAY))


def claimed(folder: Path, by: Actor, track: str = "resident", stage: str = "letter_of_claim", **more: str) -> Customer:
    """Ada, who owes £120 and had her letter."""
    one_rung(by, track, stage)
    ada = owing(folder, by, "Ada Lovegrove", "120.00", **more)
    assert remind(SENT).letters == 1
    return ada


def replies(customer: Customer, *says: str, days: int = 10, **more: bool) -> ClaimReplyRecorded:
    """Her reply form comes so many days after the letter."""
    on = SENT + timedelta(days)
    return record_claim_reply(
        customer=customer.reference, says=says or ("part",), words="I never had the March visits", received_on=on,
        **more, **now(somebody("officer"), on),
    )  # fmt: skip


def asked(customer: Customer, days: int) -> Claiming:
    """May a claim be issued so many days after the letter?"""
    return may_claim(Customer.objects.get(pk=customer.pk), SENT + timedelta(days))
