"""Show the files kept with a request; with --file NUMBER --to FILE, write one out exactly as it came."""

from __future__ import annotations

import argparse
from pathlib import Path

from piperoll.authority.queries import file_for, files_of, request_for
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, count, now
from piperoll.commands.output_files import write_new
from piperoll.customers.models import Customer
from piperoll.safeguards.seeing import look

GROUP = "Authority"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("request", type=int, help="the request's number")
    parser.add_argument("--file", type=int, metavar="NUMBER", help="the one to write out")
    parser.add_argument("--to", type=Path, metavar="FILE", help="where it goes (else its own name, here)")
    ask_for_the_day(parser, "the day leave to see a restricted record is asked for")


def run(options: argparse.Namespace) -> Answer:
    """List them, or write one. Raises NoSuchRequest, NoSuchFile, RecordRestricted, PlaceTaken, PlaceClosed."""
    options.by.must("see_requests")
    about = Customer.objects.filter(pk=request_for(options.by, options.request).customer_id or 0).first()
    if about:
        look(about, place=f"evidence {options.request}", on=options.on, at=now(), by=options.by)
    if options.file:
        found = file_for(options.by, options.request, options.file)
        place = options.to or Path(found.name)
        write_new(place, bytes(found.content))
        return Answer({"file": found.pk, "name": found.name, "to": str(place)}, f"{found.name} is in {place}.")
    files = files_of(options.request)
    data = [{"file": f.pk, "name": f.name, "size": f.size, "sha256": bytes(f.digest).hex()} for f in files]
    rows = [(f.pk, f.name, count(f.size, "byte"), bytes(f.digest).hex()) for f in files]
    return Answer({"files": data}, columns(rows) if rows else f"Request {options.request} carries no file.")
