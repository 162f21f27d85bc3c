"""The council's key ring, read once from the file that PIPEROLL_KEY_FILE names."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from piperoll.foundations.sealed_details import KeyRing


@cache
def key_ring() -> KeyRing:
    """The keys for this council's bank details. Raises BadKeyFile."""
    return KeyRing.from_file(Path(settings.KEY_FILE))
