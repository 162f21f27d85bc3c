"""Send what was prepared: recheck each document, email and text those to be, put the rest in print files.

Kill it at any moment and type it again: it goes on where it was, and nothing goes twice. Emails go by the mail server
that PIPEROLL_MAIL names (smtp://user:password@host:587), or with  PIPEROLL_MAIL=catch  into a folder of this machine.
PIPEROLL_POST=notify, PIPEROLL_MAIL=notify and PIPEROLL_TEXTS=notify send by GOV.UK Notify, with the key in
PIPEROLL_NOTIFY_KEY;  PIPEROLL_TEXTS=catch  keeps texts in the same folder as caught emails.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, now
from piperoll.commands.progress import counting
from piperoll.dispatch.dispatch_letters import dispatch_letters
from piperoll.dispatch.outgoing import count_waiting

NEEDS_ACTOR = True
GROUP = "Letters"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("batch", type=int, nargs="?", help="the run that prepared them (else all that wait)")
    parser.add_argument("--workers", type=int, metavar="N", help="processes to draw with (else one a processor)")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Send them; exit code 1 when an email is in doubt or could not be sent. Raises StillWorking, NoPostRoom."""
    with counting("documents", count_waiting(options.batch)) as progress:
        sent = dispatch_letters(
            batch=options.batch, workers=options.workers, on=options.on, at=now(), by=options.by, progress=progress
        )
    rows = [
        ("posted", f"{sent.posted:,}"), ("emailed", f"{sent.emailed:,}"), ("texted", f"{sent.texted:,}"),
        ("pulled", f"{sent.pulled:,}"),
        ("bounced", f"{sent.bounced:,}"), ("in doubt", f"{sent.in_doubt:,}"), ("still waiting", f"{sent.waiting:,}"),
    ]  # fmt: skip
    files = "".join(f"\nPrint file {name}" for name in sent.print_files)
    why = "".join(f"\n{said}" for said in (sent.emails_wait, sent.letters_wait, sent.texts_wait) if said)
    all_well = not sent.in_doubt and not why
    return Answer(asdict(sent), f"Run {sent.run}:\n{columns(rows)}{files}{why}", 0 if all_well else 1)
