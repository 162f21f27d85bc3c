"""A chosen file kept while its form comes back with a mistake, so that nobody has to find and choose it again.

Browsers never send a file they were not just given. So it lies in the post room for two hours under a name nobody can
guess, and the form carries a signed word that names it.
"""

from __future__ import annotations

import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from piperoll.dispatch.post_room import folder

KEPT_FOR = timedelta(hours=2)
LARGEST = 50_000_000
_SALT = "kept upload"


@dataclass(frozen=True)
class Kept:
    """A file that lies ready: its name as people know it, and the word that a form carries for it."""

    name: str
    word: str


class KeptFileInput(forms.FileInput):
    """A file input whose file need not be chosen twice."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return super().value_from_datadict(data, files, name) or taken_up(data.get(kept_name(name), ""))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return super().value_omitted_from_data(data, files, name) and kept_name(name) not in data


def kept_name(name: str) -> str:
    """Where a form carries the word for what was chosen in a field."""
    return f"{name}_kept"


def keep(upload: Any) -> Kept | None:
    """Keep what somebody just chose, for two hours; nothing when it is no file, or too large to lie about."""
    if not isinstance(upload, UploadedFile) or not upload.size or upload.size > LARGEST:
        return None
    there = folder("chosen")
    _sweep(there)
    place = secrets.token_hex(16)
    file = there / place
    file.touch(mode=0o600)
    with file.open("wb") as kept:
        for chunk in upload.chunks():
            kept.write(chunk)
    name = str(upload.name)
    return Kept(name, signing.dumps([place, name, upload.content_type], salt=_SALT))


def taken_up(word: str) -> UploadedFile[Any] | None:
    """What a form's word names; nothing when it is no word of ours, or when its time is over."""
    try:
        place, name, content_type = signing.loads(word, salt=_SALT, max_age=KEPT_FOR)
        file = (folder("chosen") / place).open("rb")
    except (signing.BadSignature, OSError):
        return None
    return UploadedFile(file, name, content_type, Path(file.name).stat().st_size)


def _sweep(there: Path) -> None:
    """Away with what nobody came back for."""
    oldest = time.time() - KEPT_FOR.total_seconds()
    for file in there.iterdir():
        with suppress(OSError):
            if file.stat().st_mtime < oldest:
                file.unlink()
