"""Letters by post: print files written whole, then recorded with every letter in them sent, then put in their place.

A file is `NAME.pdf.part` until the books say it is sent. Whoever dispatches next puts a recorded one in its place and
throws an unrecorded one away, so that the print unit never sees a letter the books do not.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from piperoll.dispatch import post_room
from piperoll.dispatch.models import Copy, PrintFile
from piperoll.dispatch.moving import move
from piperoll.dispatch.outgoing import Errand, copy_of, drawn, waiting
from piperoll.dispatch.print_files import Letter, bundle, pages_of
from piperoll.dispatch.rules import LETTERS_A_PRINT_FILE
from piperoll.runs.running import digest_of

PARTS = (".pdf", ".csv")


def post_waiting(errand: Errand) -> list[str]:
    """Put everything that waits for the post into print files; their names."""
    names = []
    for documents in waiting(errand, "post", LETTERS_A_PRINT_FILE):
        copies, letters = [], []
        for document, pdf in drawn(errand, documents):
            copy = copy_of(errand, document, "application/pdf", pdf)
            copies.append(copy)
            letters.append(Letter(document, pdf, bytes(copy.sha256), pages_of(pdf)))
        if letters:
            names.append(_post(errand, letters, copies))
    return names


def finish_print_files() -> None:
    """Put print files that were recorded in their place, and throw away those that were not."""
    folder = post_room.folder("print")
    for part in folder.glob("*.part"):
        final = part.with_suffix("")
        if PrintFile.objects.filter(name=final.stem).exists():
            part.replace(final)
        else:
            part.unlink()


def _post(errand: Errand, letters: Sequence[Letter], copies: Sequence[Copy]) -> str:
    number = PrintFile.objects.filter(run_id=errand.run).count() + 1
    name = f"{errand.on:%Y-%m-%d}-run-{errand.run}-{number:03}"
    made = bundle(letters, name=name, made_on=errand.on)
    folder = post_room.folder("print")
    for suffix, content in zip(PARTS, (made.pdf, made.manifest), strict=True):
        post_room.write_whole(folder / f"{name}{suffix}.part", content)
    ids = [one.document.pk for one in letters]
    with transaction.atomic():
        PrintFile.objects.create(
            name=name, documents=len(letters), pages=made.pages, sha256=digest_of(made.pdf), made_at=errand.at,
            run_id=errand.run,
        )  # fmt: skip
        Copy.objects.bulk_create(copies, ignore_conflicts=True)
        sent = move(ids, "send", "prepared", run=errand.run, at=errand.at, references=[name] * len(ids))
        if len(sent) != len(ids):
            raise ChangedMeanwhile(f"{len(ids) - len(sent)} documents of {name} moved while it was made")
    for suffix in PARTS:
        (folder / f"{name}{suffix}.part").replace(folder / f"{name}{suffix}")
    errand.tally.add("posted", len(ids))
    return name


class ChangedMeanwhile(RuntimeError):
    """A letter was voided or pulled by somebody while its print file was made: the run stops, and is taken up again."""
