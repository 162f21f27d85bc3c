"""A letter or text in the terminal before it is written: who reads it, where it goes, and what it says."""

from __future__ import annotations

import argparse

from piperoll.commands.answers import Answer
from piperoll.dispatch.composing import Addressed, Composed
from piperoll.documents.models import LetterTemplate


def ask_for_the_stage(parser: argparse.ArgumentParser) -> None:
    """`--stage`: how far a debt has come, which chooses the words."""
    parser.add_argument(
        "--stage", default=LetterTemplate.ANY_STAGE, choices=[code for code, _ in LetterTemplate.STAGES],
        help="how far the debt has come; plain words where a stage has none of its own",
    )  # fmt: skip


def shown(composed: Composed) -> Answer:
    """Everything an officer should see before they send it."""
    readers = [
        {
            "to": one.route.name, "why": one.route.why, "by": one.route.channel, "template": one.version.template.name,
            "version": one.version.number, "subject": one.words.subject, "body": one.words.body,
            **({"parts": one.parts} if composed.kind == "text" else {}),
        }
        for one in composed.readers
    ]  # fmt: skip
    said = "\n\n".join(_said(composed.kind, one) for one in composed.readers)
    mind = "".join(f"Mind: {words}\n" for words in composed.mind)
    return Answer({"seal": composed.seal, "mind": list(composed.mind), "readers": readers}, f"{mind}{said}")


def _said(kind: str, one: Addressed) -> str:
    where = one.route.phone if kind == "text" else one.route.channel
    head = f"To {one.route.name} ({one.route.why}), {where}"
    if kind == "text":
        return f"{head}, {one.parts} {'part' if one.parts == 1 else 'parts'}\n\n{one.words.body}"
    return f"{head}\nSubject: {one.words.subject}\n\n{one.words.body}"
