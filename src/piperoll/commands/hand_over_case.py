"""Hand a case over: to legal or a senior here, or to an agent, who is written to and whose debts we chase no more.

hand-over-case C000000198 collection "Harbour Collections" --email cases@harbour.example --reason "Three letters"
hand-over-case C000000198 legal "Legal services" --reason "A charge on the house"
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.cases.hand_over_case import HandoverTold, hand_over_case
from piperoll.cases.rules import TAKERS
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, day, day_in_words, now
from piperoll.commands.restricted import to_see
from piperoll.foundations.money import pounds

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer’s reference, like C000000198")
    parser.add_argument("taker", choices=list(TAKERS), help="what takes it on")
    parser.add_argument("name", metavar="NAME", help="who takes it on")
    parser.add_argument("--reason", required=True, metavar="WORDS", help="why it is handed over")
    parser.add_argument("--email", default="", metavar="ADDRESS", help="where an agent is told")
    parser.add_argument("--address", default="", metavar="LINES", help="where letters reach an agent without an email")
    parser.add_argument("--postcode", default="", metavar="POSTCODE")
    parser.add_argument(
        "--court-order", default="", metavar="WORDS", help="the warrant or writ an enforcement agent has"
    )
    parser.add_argument(
        "--until",
        type=day,
        metavar="DATE",
        help="the last day they have it (as long as agent_longest_days lets them, unless told)",
    )
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Hand it over. Raises whatever the verb refuses."""
    told = HandoverTold(
        options.taker, options.name, options.reason, options.email, options.address, options.postcode,
        options.court_order, options.until,
    )  # fmt: skip
    done = hand_over_case(
        customer=to_see(options).reference, told=told, on=options.on, at=now(), by=options.by
    )  # fmt: skip
    said = f"With {done.name} until {day_in_words(done.until)}: {count(done.debts, 'debt')}, {pounds(done.pence)}."
    return Answer(asdict(done), f"{said} They are told with the next dispatch." if done.notices else said)
