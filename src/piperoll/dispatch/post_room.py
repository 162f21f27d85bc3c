"""The post room: a folder outside the database for what is made to be sent. Copies lie by their SHA-256, print files by
name, caught emails where no mail server is.

A file is written whole, beside its place, and moved there: one that stands is complete.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from django.conf import settings

from piperoll.foundations.refusals import Refused


class CopyLost(Refused):
    """The copy {digest} is not in the post room, or is not what was put there. Restore the folder from its backup."""


class NoPostRoom(Refused):
    """The post room {folder} cannot be written: {why}. Set PIPEROLL_POST_ROOM to a folder you may write to."""


def folder(part: str) -> Path:
    """One of its folders (copies, print, caught), made when missing. Raises NoPostRoom."""
    there = Path(settings.POST_ROOM) / part
    try:
        there.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise NoPostRoom(folder=there, why=(fault.strerror or "unknown").lower()) from None
    return there


def keep(content: bytes) -> bytes:
    """Keep bytes for good; the SHA-256 they are found by. Kept twice, they lie there once. Raises NoPostRoom."""
    digest = hashlib.sha256(content).digest()
    file = _place(digest)
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(file, content)
    return digest


def kept(digest: bytes) -> bytes:
    """The bytes again, proved by their digest. Raises CopyLost."""
    try:
        content = _place(bytes(digest)).read_bytes()
    except OSError:
        raise CopyLost(digest=bytes(digest).hex()) from None
    if hashlib.sha256(content).digest() != bytes(digest):
        raise CopyLost(digest=bytes(digest).hex())
    return content


def erase(digest: bytes) -> bool:
    """Erase bytes for good; whether they were there."""
    file = _place(digest)
    there = file.exists()
    file.unlink(missing_ok=True)
    return there


def write_whole(file: Path, content: bytes) -> None:
    """Write a file whole or not at all, down to the disk. Raises NoPostRoom."""
    half = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        half.replace(file)
    except OSError as fault:
        raise NoPostRoom(folder=file.parent, why=(fault.strerror or "unknown").lower()) from None


def _place(digest: bytes) -> Path:
    name = digest.hex()
    return folder("copies") / name[:2] / name[2:4] / name
