"""Fill in a service's cash-up return: what its office took on a day by income code, and its cash counted.

fill-cash-return LIB LIB-NORTH --bank-account MAIN --cash GLLB0101=45.50 --cash GLLB0102=4.50 --count 20.00=2 \\
  --count 1.00=10 --slip 700001 --cheque GLLB0101=12.00 --cheque-slip 700002

Somebody else of the service authorises it (authorise-cash-return); only then is its money in the books.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, now, pence
from piperoll.foundations.money import pounds
from piperoll.takings.fill_cash_return import Told, fill_cash_return
from piperoll.takings.rules import ReturnLine

GROUP = "Money in"
NEEDS_ACTOR = True


def _line(kind: str) -> Callable[[str], ReturnLine]:
    def read(text: str) -> ReturnLine:
        code, _, sum_ = text.partition("=")
        return ReturnLine(kind, code, pence(sum_))

    return read


def _counted(text: str) -> tuple[int, int]:
    coin, _, many = text.partition("=")
    if not (many.isascii() and many.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a note or coin and how many, like 20.00=3")
    return pence(coin), int(many)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("service", help="the service's code")
    parser.add_argument("office", help="the office's own code, like LIB-NORTH")
    parser.add_argument("--taken-on", type=day, metavar="DATE", help="the day it was taken (else the day itself)")
    parser.add_argument("--bank-account", required=True, metavar="CODE", help="our bank account it is paid into")
    for kind, name in (("cash", "in cash"), ("cheque", "by cheque")):
        parser.add_argument(
            f"--{kind}", type=_line(kind), action="append", default=[], metavar="CODE=POUNDS",
            help=f"taken {name} for an income code; once for each",
        )  # fmt: skip
    parser.add_argument(
        "--count", type=_counted, action="append", default=[], metavar="POUNDS=MANY",
        help="a note or coin in pounds and how many, like 20.00=3; once for each",
    )  # fmt: skip
    parser.add_argument("--slip", default="", metavar="SERIAL", help="the slip that the cash is paid in with")
    parser.add_argument("--cheque-slip", default="", metavar="SERIAL", help="the slip of the cheques")
    parser.add_argument("--reason", default="", metavar="WORDS", help="why the cash differs, if it does")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Fill it in. Raises BadLines, NotAnIncomeCode, BadCount and whatever else the verb refuses."""
    told = Told(
        service=options.service, office=options.office, taken_on=options.taken_on or options.on,
        bank_account=options.bank_account, lines=[*options.cash, *options.cheque], counted=dict(options.count),
        slip=options.slip, cheque_slip=options.cheque_slip, reason=options.reason,
    )  # fmt: skip
    done = fill_cash_return(told=told, on=options.on, at=now(), by=options.by)
    said = f"Cash-up return {done.cash_return} of {done.office}: {pounds(done.cash_pence)} in cash, "
    said += f"{pounds(done.cheque_pence)} by cheque."
    if done.difference_pence:
        way = "over" if done.difference_pence > 0 else "short"
        said += f" The cash is {pounds(abs(done.difference_pence))} {way}."
    return Answer(asdict(done), f"{said} Somebody else of the service authorises it.")
