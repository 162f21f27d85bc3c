"""Keep what was said or written with a customer, or a note, with what came of it and what is next. Never changed.

record-exchange C000000198 call_out "Works till two" --outcome spoke --next callback --by-day 2026-12-03 --hour 15:00
record-exchange C000000198 call_out "Is paid on Friday" --outcome promise --promised 50.00 --promised-by 2026-12-04
record-exchange C000000198 email_in "Asks for a copy of the bill" --needs-answer
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.cases.record_exchange import ExchangeTold, record_exchange
from piperoll.cases.rules import ACTIONS, EXCHANGES, OUTCOMES
from piperoll.cases.set_next_action import WhatIsNext
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, day, day_in_words, now, pence
from piperoll.commands.restricted import to_see
from piperoll.commands.set_next_action import hour
from piperoll.recovery.rules import STAGES

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer’s reference, like C000000198")
    parser.add_argument("kind", choices=list(EXCHANGES), help="how it was said or written")
    parser.add_argument("words", metavar="WORDS", help="what was said, or the note")
    parser.add_argument(
        "--outcome", default="", choices=["", *OUTCOMES], help="what came of a call, visit or interview"
    )
    parser.add_argument("--needs-answer", action="store_true", help="it came from them and waits for an answer")
    parser.add_argument("--answers", action="store_true", help="it answers all that waits")
    parser.add_argument("--takes-step", action="store_true", help="it is the call or review the ladder asks for")
    parser.add_argument("--made-anyway", action="store_true", help="the call was made though it was not to be")
    parser.add_argument("--corrects", type=int, metavar="NUMBER", help="the entry that it puts right")
    parser.add_argument("--promised", type=pence, metavar="POUNDS", help="how much they promised to pay")
    parser.add_argument("--promised-by", type=day, metavar="DATE", help="the day by which they promised it")
    parser.add_argument("--next", default="", choices=["", *ACTIONS], help="what is next")
    parser.add_argument("--by-day", type=day, metavar="DATE", help="by which day")
    parser.add_argument("--hour", type=hour, metavar="HH:MM", help="the hour a call back was promised for")
    ask_for_the_day(parser, "the day it happened")


def run(options: argparse.Namespace) -> Answer:
    """Keep it. Raises whatever the verb refuses."""
    customer = to_see(options)
    told = ExchangeTold(
        kind=options.kind, words=options.words, outcome=options.outcome, needs_answer=options.needs_answer,
        answers=options.answers, takes_step=options.takes_step, made_anyway=options.made_anyway,
        corrects=options.corrects, promised_pence=options.promised, promised_by_on=options.promised_by,
        next=WhatIsNext(options.next, options.by_day, options.hour),
    )  # fmt: skip
    done = record_exchange(customer=customer.reference, told=told, on=options.on, at=now(), by=options.by)
    said = [f"Kept as entry {done.exchange}: {EXCHANGES[options.kind].lower()}."]
    said += [f"It is to be answered by {day_in_words(done.answer_by)}."] if done.answer_by else []
    said += [f"It answers {count(done.answered, 'entry', 'entries')}."] if done.answered else []
    said += [f"{STAGES[done.stage]} is done."] if done.stage else []
    said += [f"The ladder waits until {day_in_words(done.waits_until)}."] if done.waits_until else []
    return Answer(asdict(done), " ".join(said))
