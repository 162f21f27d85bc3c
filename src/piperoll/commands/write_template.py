"""Write new words for a letter template; they wait until somebody else approves them.

  write-template care-welcome --kind letter --subject "Your care account" --body words.txt

A blank is written {{ customer_name }}; a wrong one is refused with the list of those there are. In the words a blank
line ends a paragraph, "# " begins a heading and "* " a bullet.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now, readable
from piperoll.commands.composed import ask_for_the_stage
from piperoll.documents.models import LetterTemplate
from piperoll.documents.write_template import LONGEST_BODY, SayWhat, write_template

NEEDS_ACTOR = True
GROUP = "Letters"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("name", help="the template's name, in small letters and hyphens")
    parser.add_argument("--kind", required=True, choices=[kind for kind, _ in LetterTemplate.KINDS])
    parser.add_argument("--subject", required=True, help="the email's subject and the letter's heading")
    parser.add_argument("--body", required=True, type=Path, metavar="FILE", help="a text file of the words")
    parser.add_argument("--language", default="en", choices=[code for code, _ in LetterTemplate.LANGUAGES])
    parser.add_argument("--audience", default="self", choices=[code for code, _ in LetterTemplate.AUDIENCES])
    ask_for_the_stage(parser)
    parser.add_argument(
        "--track", default=LetterTemplate.ANY_TRACK, choices=[code for code, _ in LetterTemplate.TRACKS],
        help="of a reminder, the track the debt is on; plain words where a track has none of its own",
    )  # fmt: skip
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Write them. Raises FileUnreadable and whatever the verb refuses."""
    try:
        body = readable(options.body).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SayWhat(most=LONGEST_BODY) from None
    written = write_template(
        name=options.name, kind=options.kind, subject=options.subject, body=body, language=options.language,
        audience=options.audience, stage=options.stage, track=options.track, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    said = f"Version {written.number} of {written.name} waits for approval. Flesch reading ease {written.reading_ease}"
    return Answer(asdict(written), f"{said}: {written.verdict.lower()}.")
