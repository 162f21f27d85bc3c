"""From a page to a verb: the clock and the actor, an uploaded file on disk, and what to say when it is refused."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.http import HttpRequest
from django.utils import timezone

from piperoll.foundations.refusals import Refused

Outcome = TypeVar("Outcome")


def deed(request: Any) -> dict[str, Any]:
    """What every verb is handed: the council's day, the moment and the person. Here the clock is read."""
    return {"on": timezone.localdate(), "at": timezone.now(), "by": request.actor}


def said_or_refused(request: HttpRequest, act: Callable[[], Outcome], says: Callable[[Outcome], str]) -> Outcome | None:
    """Do one deed of one button; the next page says what came of it, or why it was not done."""
    try:
        outcome = act()
    except Refused as refusal:
        _say(request, refusal)
        return None
    messages.success(request, says(outcome))
    return outcome


def _say(request: HttpRequest, refusal: Refused) -> None:
    if refusal.exit_code:
        messages.error(request, refusal.sentence)
    else:
        messages.info(request, refusal.sentence)


@contextmanager
def on_disk(upload: UploadedFile[Any]) -> Iterator[Path]:
    """The path of an uploaded file for as long as a verb reads it; small ones are written out first."""
    if isinstance(upload, TemporaryUploadedFile):
        yield Path(upload.temporary_file_path())
        return
    with tempfile.NamedTemporaryFile() as file:
        for chunk in upload.chunks():
            file.write(chunk)
        file.flush()
        yield Path(file.name)
