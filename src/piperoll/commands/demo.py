"""Fill a council with Anytown's past and one whole day, prove the books, and serve them.

Everything goes through the same verbs a council uses: services' files become invoices, banks' files become receipts,
receipts find their debts. Run it again and nothing changes; stop it anywhere and it goes on where it was. With --json
it prints what happened as data and ends without serving. With --month the council lives October’s banking instead, day
by day, and signs it.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings

from piperoll.anytown import emptying, the_day
from piperoll.anytown.generate import SEED, SIZE, generate
from piperoll.anytown.month import filling
from piperoll.anytown.outcome import called
from piperoll.anytown.plan import Plan
from piperoll.anytown.staff import take_on
from piperoll.anytown.telling import Told, told
from piperoll.commands.answers import Answer
from piperoll.commands.asking import now
from piperoll.config import home, migrating, signed_in, web_server
from piperoll.config.environment import CLONE
from piperoll.dispatch.mail import CATCH
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.checking_seals import check_chain

GROUP = "Trying Piperoll"
COUNCIL_FILE = CLONE / "samples" / "anytown" / "council.json"
WHO = "olive.officer"
"""Who is signed in at this terminal when the demo ends, so that the next command has somebody to act."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--no-serve", action="store_true", help="end when the day is done")
    parser.add_argument("--port", type=int, default=8000, metavar="NUMBER", help="where to serve (else 8000)")
    parser.add_argument("--size", type=int, default=SIZE, metavar="N", help=f"how many customers, about (else {SIZE})")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help=f"another Anytown (else {SEED})")
    parser.add_argument("--month", action="store_true", help="a month of banking instead of the past and the day")
    parser.add_argument("--fresh", action="store_true", help="empty this demo council first, and start again")


def run(options: argparse.Namespace) -> Answer:
    """Exit code 1 when the books do not agree. Raises NotADemo, AnotherDemo, NumbersMoved, PortTaken."""
    serves = not options.no_serve and not options.json
    doorway = web_server.hold("127.0.0.1", options.port) if serves else None
    with home.only_one(f"demo-{options.council}"):
        url = doorway.url if doorway else f"http://127.0.0.1:{options.port}"
        answer = _month(options) if options.month else _answer(_fill(options), options, url)
    if doorway and not answer.exit_code:
        print(f"{answer.text}\n\nPiperoll serves {options.council} at {doorway.url} (Ctrl+C stops it).", flush=True)
        doorway.serve()
        return Answer(answer.data, "Piperoll has stopped serving.")
    return answer


def _fill(options: argparse.Namespace) -> tuple[Plan, Path, list[the_day.Outcome]]:
    """The council as the plan has it: made, filled, or found so."""
    folder = _ready(options)
    plan = generate(folder, seed=options.seed, size=options.size)
    the_day.must_be_the_demos(folder, plan)
    at, opened_on = now(), date.fromisoformat(plan.chapters[0].feeders[0].on) - timedelta(days=7)
    team = take_on(on=opened_on, at=at)
    the_day.set_up(COUNCIL_FILE, on=opened_on, at=at, by=team["manager"])
    outcomes, progress = [], _Progress(the_day.count_steps(plan))
    for outcome in the_day.carry_out(folder, plan, at=at, team=team):
        outcomes.append(outcome)
        progress.show(outcome)
    signed_in.remember(WHO, council=options.council, at=at)
    return plan, folder, outcomes


def _ready(options: argparse.Namespace) -> Path:
    """The council's tables, emptied if asked, and a folder for the demo's files."""
    if options.fresh:
        emptying.empty_the_demo()
        shutil.rmtree(settings.POST_ROOM, ignore_errors=True)
    settings.MAIL_URL = CATCH  # invented people get no email, whatever mail server is named
    migrating.migrate(io.StringIO())
    return home.private_folder(f"councils/{options.council}/demo")


def _month(options: argparse.Namespace) -> Answer:
    """The council as it is after a month of banking."""
    folder = _ready(options)
    evenings = filling.fill(
        folder, COUNCIL_FILE, said=lambda one: print(f"{one.on:%A %-d %B}", file=sys.stderr, flush=True)
    )
    signed_in.remember(WHO, council=options.council, at=now())
    faults, controls, seal = _proof()
    proof = f"The books do NOT agree: {'; '.join(faults)}" if faults else f"All {controls} controls agree to the penny."
    wrong = bool(faults) or any(one.apart or one.astray for one in evenings)
    data = {"council": options.council, "evenings": [asdict(one) for one in evenings], "faults": faults, "seal": seal}
    return Answer(data, "\n".join([*filling.told(evenings), "", proof]), 1 if wrong else 0)


def _proof() -> tuple[list[str], int, str]:
    """What does not agree, how many controls there are, and the newest seal."""
    checked, chain = check_books(), check_chain()
    faults = [f"{control.name} differs by {control.said(control.difference)}" for control in checked.disagreeing]
    faults += [str(chain.broken)] if chain.broken else []
    return faults, len(checked.controls), chain.newest


def _answer(filled: tuple[Plan, Path, list[the_day.Outcome]], options: argparse.Namespace, url: str) -> Answer:
    plan, folder, outcomes = filled
    faults, controls, seal = _proof()
    result = Told(plan, folder, outcomes, controls, faults, seal, url)
    data = {
        "council": options.council, "on": plan.on, "folder": str(folder), "steps": [asdict(one) for one in outcomes],
        "agrees": not faults, "faults": faults, "seal": seal,
    }  # fmt: skip
    return Answer(data, told(result), 1 if faults else 0)


class _Progress:
    """A bar on a terminal; a plain line a step where there is none. On standard error, so that --json stays clean."""

    def __init__(self, steps: int) -> None:
        self.steps, self.done, self.on_terminal = steps, 0, sys.stderr.isatty()

    def show(self, outcome: the_day.Outcome) -> None:
        """One more step done."""
        self.done += 1
        said = f"{outcome.step}: {outcome.out:,} {called(outcome.what, outcome.out)}" + (
            " (already done)" if outcome.already else ""
        )
        if not self.on_terminal:
            print(f"[{self.done}/{self.steps}] {said}", file=sys.stderr, flush=True)
            return
        filled = round(30 * self.done / self.steps)
        end = "\n" if self.done == self.steps else ""
        bar = f"{'█' * filled}{'░' * (30 - filled)}"
        print(f"\r{bar} {self.done}/{self.steps}  {said:<60.60}", end=end, file=sys.stderr, flush=True)
