"""The PostgreSQL that comes with Piperoll: for the demo, tests, training and pilots. Production is `DATABASE_URL`.

It listens on a Unix socket alone, asks everyone for a password, outlives the command that started it and ends with
`piperoll stop`. Killed at any moment, it or us, the next command finds it, waits for it or starts it again.
"""

from __future__ import annotations

import os
import secrets
import shutil
import time

from piperoll.config import home, postgres_programs
from piperoll.config.embedded_server import SUPERUSER, DatabaseWouldNotStart, Server, locate
from piperoll.config.postgres_settings import settings

_PATIENCE_SECONDS = 300  # for recovery after a crash, on a slow disk
_BUILTIN_LOCALES_SINCE = 17


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
    """Stop it, ending whatever its clients were doing. False when it was not running."""
    server = locate()
    with home.only_one("postgres"):
        if not server.is_alive():
            return False
        _stop(server)
        return True


def _stop(server: Server) -> None:
    server.run("pg_ctl", "stop", "-D", str(server.data), "-m", "fast", "-w", "-t", str(_PATIENCE_SECONDS))


def _create(server: Server) -> None:
    """Make the data beside its place, then move it there, so that half-made data never counts."""
    half, password = server.folder / "data.new", server.folder / "password"
    shutil.rmtree(half, ignore_errors=True)
    home.write_private(password, secrets.token_urlsafe(24))
    os.chown(password, server.uid, server.gid)
    options = [
        *("-D", str(half), "-U", SUPERUSER, f"--pwfile={password}", "--auth=scram-sha-256"),
        *("--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums"),
    ]
    if postgres_programs.major(server.programs) >= _BUILTIN_LOCALES_SINCE:
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    done = server.run("initdb", *options)
    if done.returncode != 0:
        _would_not_start(server, done.stderr or done.stdout)
    with open(half / "postgresql.conf", "a") as configuration:
        configuration.write("include 'piperoll.conf'\n")
    half.rename(server.data)


def _start(server: Server) -> None:
    """Start it; or wait for one that is starting, recovering or stopping."""
    give_up_at = time.monotonic() + _PATIENCE_SECONDS
    while server.is_alive():
        if server.answers():
            return
        if server.is_cut_off():
            _stop(server)
        if time.monotonic() > give_up_at:
            _would_not_start(server, "it is running but has not answered for five minutes")
        time.sleep(0.1)
    configuration = server.data / "piperoll.conf"
    configuration.write_text(settings(server.own(server.socket), dropped=os.geteuid() == 0))
    configuration.chmod(0o644)
    for left_behind in (server.data / "postmaster.pid", *server.socket.glob(".s.PGSQL.*")):
        left_behind.unlink(missing_ok=True)
    server.run("pg_ctl", "start", "-D", str(server.data), "-l", str(server.log), "-w", "-t", str(_PATIENCE_SECONDS))
    if not server.answers():
        _would_not_start(server, server.log.read_text(errors="replace") if server.log.exists() else "")


def _would_not_start(server: Server, said: str) -> None:
    """Raise DatabaseWouldNotStart with the last line that tells why."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if any(word in line for word in ("FATAL", "PANIC", "error:"))]
    why = (telling or lines or ["it said nothing"])[-1]
    raise DatabaseWouldNotStart(folder=server.folder, said=why, log=server.log)
