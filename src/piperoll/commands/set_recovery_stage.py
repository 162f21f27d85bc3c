"""Begin a stage of a track, or change one from a day on: when it follows, from which sum, how it is done.

set-recovery-stage resident reminder --days 21 --wait 14 --from 2027-04-01 --authority "Corporate debt policy 2027"
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_dated, ask_for_the_day, count, day_in_words, now, pence
from piperoll.recovery.rules import CHANNELS, STAGES, TRACKS
from piperoll.recovery.set_recovery_stage import set_recovery_stage

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("track", choices=list(TRACKS))
    parser.add_argument("stage", choices=list(STAGES))
    parser.add_argument("--days", type=int, required=True, help="from so many days overdue")
    parser.add_argument("--wait", type=int, default=14, metavar="DAYS", help="and so many after the step before (14)")
    parser.add_argument("--channel", default="", choices=["", *CHANNELS], help="how (else as the stage usually is)")
    parser.add_argument("--minimum", type=pence, default=0, metavar="POUNDS", help="from this sum (else any)")
    parser.add_argument("--next-step", default="", metavar="WORDS", help="what follows, for whoever looks at the list")
    parser.add_argument("--not-used", action="store_true", help="the track goes on without it")
    ask_for_dated(parser)
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Set it. Raises whatever the verb refuses."""
    done = set_recovery_stage(
        track=options.track, stage=options.stage, days=options.days, wait_days=options.wait, channel=options.channel,
        minimum_pence=options.minimum, next_step=options.next_step, is_used=not options.not_used,
        valid_from=options.valid_from, authority=options.authority, source=options.source, to_verify=options.to_verify,
        on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    follows = f"from {count(done.days, 'day')} overdue" if done.is_used else "not used"
    said = f"{STAGES[done.stage]}, {TRACKS[done.track].lower()}: {follows}, from {day_in_words(done.valid_from)}."
    return Answer(asdict(done), said)
