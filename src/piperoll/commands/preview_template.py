"""Show a letter template with a real customer's facts: the email's words here, the letter as a PDF. Nothing is sent."""

from __future__ import annotations

import argparse
from pathlib import Path

from django.utils import timezone

from piperoll.commands.answers import Answer
from piperoll.commands.output_files import write_new
from piperoll.customers.queries import by_reference
from piperoll.dispatch.previewing import preview
from piperoll.documents import plain_english
from piperoll.documents.template_queries import template_called

NEEDS_ACTOR = True
GROUP = "Letters"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("name", help="the template's name; its newest version is shown")
    parser.add_argument("customer", help="a customer's reference")
    parser.add_argument("--to", type=Path, metavar="FILE.pdf", help="where to write the letter")


def run(options: argparse.Namespace) -> Answer:
    """Show it. Raises NoSuchTemplate, NoSuchCustomer, NothingOfThatKind, NothingToFillIn, PlaceTaken, PlaceClosed."""
    options.by.must("see_letters")
    template = template_called(options.name)
    version = template.versions.all()[0]
    shown = preview(version, by_reference(options.customer), on=timezone.localdate())
    if options.to:
        write_new(options.to, shown.pdf())
    reading = plain_english.read(shown.body)
    data = {
        "name": template.name, "version": version.number, "subject": shown.subject, "body": shown.body,
        "reading_ease": reading.score, "file": str(options.to) if options.to else None,
    }  # fmt: skip
    return Answer(data, f"Subject: {shown.subject}\n\n{shown.body}\n\nFlesch reading ease {reading.score}.")
