"""Letters by post: print files written whole, then recorded with every letter in them sent, then put in their place.

A file is `NAME.pdf.part` until the books say it is sent. Whoever dispatches next puts a recorded one in its place and
throws an unrecorded one away, so that the print unit never sees a letter the books do not.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from piperoll.dispatch import post_room
from piperoll.dispatch.models import Copy, PrintFile
from piperoll.dispatch.moving import move, states_of
from piperoll.dispatch.outgoing import Errand, copy_of, drawn, waiting
from piperoll.dispatch.print_files import Letter, bundle, pages_of
from piperoll.dispatch.rules import FORMATS, LETTERS_A_PRINT_FILE
from piperoll.runs.running import digest_of

PARTS = (".pdf", ".csv")


def post_waiting(errand: Errand, formats: Sequence[str] = tuple(FORMATS)) -> list[str]:
    """Put everything of these formats that waits for the post into print files; their names."""
    names = []
    for documents in waiting(errand, "post", LETTERS_A_PRINT_FILE, formats):
        made = [
            (document, pdf, copy_of(errand, document, "application/pdf", pdf))
            for document, pdf in drawn(errand, documents)
        ]
        letters = {one.pk: Letter(one, pdf, bytes(copy.sha256), pages_of(pdf)) for one, pdf, copy in made}
        name = _post(errand, letters, [copy for _, _, copy in made])
        if name:
            names.append(name)
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


def _post(errand: Errand, letters: dict[int, Letter], copies: Sequence[Copy]) -> str:
    """One print file of the letters that still stand as prepared, each held until it is recorded; its name, if any."""
    number = PrintFile.objects.filter(run_id=errand.run).count() + 1
    name = f"{errand.on:%Y-%m-%d}-run-{errand.run}-{number:03}"
    folder = post_room.folder("print")
    with transaction.atomic():
        ids = [key for key, state in states_of(list(letters)).items() if state == "prepared"]
        if not ids:
            return ""
        kept = set(ids)
        made = bundle([letters[key] for key in ids], name=name, made_on=errand.on)
        for suffix, content in zip(PARTS, (made.pdf, made.manifest), strict=True):
            post_room.write_whole(folder / f"{name}{suffix}.part", content)
        PrintFile.objects.create(
            name=name, documents=len(ids), pages=made.pages, sha256=digest_of(made.pdf), made_at=errand.at,
            run_id=errand.run,
        )  # fmt: skip
        Copy.objects.bulk_create([copy for copy in copies if copy.document_id in kept], ignore_conflicts=True)
        move(ids, "send", "prepared", run=errand.run, at=errand.at, references=[name] * len(ids))
    for suffix in PARTS:
        (folder / f"{name}{suffix}.part").replace(folder / f"{name}{suffix}")
    errand.tally.add("posted", len(ids))
    return name
