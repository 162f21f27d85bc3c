"""refer_to_advice: somebody was told of, or handed over to, free independent advice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.arrangements.models import Advice
from piperoll.customers.merging import kept_id
from piperoll.customers.queries import by_reference
from piperoll.foundations.actors import Actor
from piperoll.runs import running
from piperoll.safeguards.words import few_words, held


@dataclass(frozen=True)
class ReferredToAdvice:
    """A referral on record."""

    run: int
    advice: int
    customer: str


def refer_to_advice(*, customer: str, agency: str, why: str, on: date, at: datetime, by: Actor) -> ReferredToAdvice:
    """Record a referral. Raises NoSuchCustomer, WordsMissing."""
    by.must("refer_to_advice")
    named, said = few_words(agency, "the agency", longest=80), few_words(why, "why")
    whose = by_reference(customer)
    with running.act("refer_to_advice", on=on, at=at, by=by, customer=whose.pk) as run:
        account = held(kept_id(whose.pk))
        made = Advice.objects.create(customer=account, agency=named, why=said, referred_on=on, run_id=run.id)
        run.finish(said=f"Referred to advice: {named}", why=said)
    return ReferredToAdvice(run.id, made.pk, account.reference)
