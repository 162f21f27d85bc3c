"""The embedded server as a thing in a folder: its data, its socket, its log, its password, and the user who runs it."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from piperoll.config import home, postgres_programs
from piperoll.foundations.refusals import Refused

SUPERUSER = "piperoll"
_LONGEST_SOCKET_FOLDER = 80  # bytes; a socket's whole path may have 107


class DatabaseWouldNotStart(Refused):
    """The embedded PostgreSQL in {folder} would not start: {said} (the whole story is in {log})."""


class NoDatabaseUser(Refused):
    """PostgreSQL will not run as root and no user could be made for it: type  useradd --system piperoll  and retry."""


@dataclass(frozen=True)
class Server:
    """The embedded server's folder, and the user and group it runs as."""

    folder: Path
    uid: int
    gid: int

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def socket(self) -> Path:
        """The socket's folder: beside the data, or in /tmp when that path is too long or too odd for PostgreSQL."""
        inside = self.folder / "socket"
        if len(os.fsencode(inside)) < _LONGEST_SOCKET_FOLDER and not set(str(inside)) & set(",\"'\\\n@"):
            return inside
        return Path("/tmp") / f"piperoll-{self.uid}-{self.folder.stat().st_ino}"  # noqa: S108

    @property
    def programs(self) -> Path:
        """The folder of PostgreSQL's programs that fit this server's data. Raises NoPostgres."""
        version = self.data / "PG_VERSION"
        needed = int(version.read_text()) if version.exists() else None
        return postgres_programs.find(needed, uid=self.uid, spare=self.folder)

    def address(self, database: str = "postgres", user: str = SUPERUSER, password: str | None = None) -> str:
        """A connection string for this server: the superuser's, unless told another user and password."""
        secret = password or (self.folder / "password").read_text()
        return make_conninfo(host=str(self.socket), dbname=database, user=user, password=secret)

    def answers(self) -> bool:
        """Whether it takes connections now (not merely whether a process is there)."""
        where = make_conninfo(host=str(self.socket), dbname="postgres", connect_timeout=10)
        return PGconn.ping(where.encode()) == Ping.OK

    def is_cut_off(self) -> bool:
        """Whether it says it is ready but its socket has been deleted, so that nobody can ever reach it."""
        note = self.data / "postmaster.pid"
        ready = note.exists() and note.read_text().rstrip().endswith("ready")
        return ready and not (self.socket / ".s.PGSQL.5432").exists()

    def is_alive(self) -> bool:
        """Whether any process of this server lives. A pid left in a file proves nothing: it may be another's by now."""
        proc = Path("/proc")
        if not (proc / "self" / "cwd").exists():
            return self.run("pg_ctl", "status", "-D", str(self.data)).returncode == 0
        return any(_works_in(process, self.data) for process in proc.glob("[0-9]*/cwd"))

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs to its end, as the server's user."""
        command = [str(self.programs / program), *arguments]
        drop = {"user": self.uid, "group": self.gid, "extra_groups": []} if os.geteuid() == 0 else {}
        return subprocess.run(  # type: ignore[call-overload, no-any-return]  # noqa: S603
            command, cwd="/", text=True, stdin=subprocess.DEVNULL, capture_output=True, check=False, **drop
        )

    def own(self, folder: Path) -> Path:
        """Make a folder that the server's user alone may enter. Raises DatabaseWouldNotStart when another has it."""
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid not in {self.uid, os.geteuid()}:
            raise DatabaseWouldNotStart(folder=self.folder, said=f"{folder} belongs to someone else", log=self.log)
        os.chown(folder, self.uid, self.gid)
        return folder


def locate() -> Server:
    """The server of this home, its folder made when missing.

    When root's server runs as a user who cannot reach the home, the folder lies in /var/lib and the home links to it.
    """
    folder = home.home() / "postgres"
    if not folder.exists():
        with home.only_one("postgres-folder"):
            if not folder.exists():
                _make(folder)
    owner = folder.stat()
    return Server(folder.resolve(), owner.st_uid, owner.st_gid)


def _make(folder: Path) -> None:
    uid, gid = _user()
    place = folder
    if not postgres_programs.can_reach(folder, uid):
        place = Path("/var/lib/piperoll") / secrets.token_hex(6)
        place.parent.mkdir(exist_ok=True)
        place.parent.chmod(0o711)
    half = place.with_name(f"{place.name}.new")
    half.mkdir(mode=0o700, exist_ok=True)
    os.chown(half, uid, gid)
    half.rename(place)
    if place != folder:
        folder.unlink(missing_ok=True)
        folder.symlink_to(place)


def _user() -> tuple[int, int]:
    """Who runs the server: we do; or, when we are root, `postgres` or a system user made for it."""
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    if not known.keys() & {"postgres", SUPERUSER} and (useradd := shutil.which("useradd")):
        make = [useradd, "--system", "--user-group", "--shell", "/usr/sbin/nologin", SUPERUSER]
        subprocess.run(make, capture_output=True, check=False)  # noqa: S603
        known = {entry.pw_name: entry for entry in pwd.getpwall()}
    found = known.get("postgres") or known.get(SUPERUSER)
    if found is None:
        raise NoDatabaseUser()
    return found.pw_uid, found.pw_gid


def _works_in(process: Path, folder: Path) -> bool:
    try:
        return process.readlink() == folder
    except OSError:
        return False
