"""Makes the Python environment Piperoll runs in, once, from requirements.lock; prints where it is.

Run by `./piperoll` with the machine's own python3 before anything is installed, so it uses the standard library alone.
"""

from __future__ import annotations

import fcntl
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

EVERYTHING = "requirements-all.lock"
CLONE = Path(__file__).resolve().parents[3]
_NO_NETWORK = re.compile(
    "Failed to establish|Temporary failure in name|Name or service not known|NewConnectionError|ConnectTimeout|"
    "ConnectionError|Network is unreachable|timed out|No matching distribution found|ProxyError"
)


class CannotPrepare(Exception):
    """The environment could not be made; the message is one sentence for the person."""


def state_folder(clone: Path) -> Path:
    """Where a clone we may not write to keeps its state: a folder of the user's own, named after the clone's path."""
    root = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(root) / "piperoll" / str(clone).strip("/").replace("/", "-")


def place(clone: Path) -> Path:
    """Where the environment belongs: `.venv` in the clone, or in the user's state folder when the clone is not ours."""
    inside = clone / ".venv"
    if is_ready(inside, clone / "requirements.lock") or os.access(inside if inside.exists() else clone, os.W_OK):
        return inside
    return state_folder(clone) / "venv"


def is_ready(environment: Path, lock: Path) -> bool:
    """Whether the environment was finished from exactly this lock file and its python is still there."""
    made_from = environment / lock.name
    return (
        os.access(environment / "bin" / "python", os.X_OK)
        and made_from.is_file()
        and made_from.read_bytes() == lock.read_bytes()
    )


def prepare(clone: Path) -> Path:
    """The environment for this clone, made now if it is missing, half-made or from another lock file.

    Raises CannotPrepare. Two at once: the second waits and finds it made.
    """
    environment, lock = place(clone), clone / "requirements.lock"
    if is_ready(environment, lock):
        return environment
    try:
        environment.parent.mkdir(parents=True, exist_ok=True)
        guard = open(environment.with_name(".venv.lock"), "a")  # noqa: SIM115 - held until this process ends
    except OSError as error:
        raise CannotPrepare(
            f"Piperoll has nowhere to put its environment: {error.strerror}: {error.filename}."
        ) from None
    try:
        fcntl.flock(guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        _say("Another piperoll is preparing the environment; waiting for it.")
        fcntl.flock(guard, fcntl.LOCK_EX)
    if not is_ready(environment, lock):
        _make(environment, lock)
    return environment


def _make(environment: Path, lock: Path) -> None:
    """Build it afresh. The copy of the lock file is written last and is what says "finished"."""
    _say("Preparing Piperoll's environment: this happens once and takes about a minute.")
    os.umask(0o022)  # the database's user must be able to run what is in it
    _need_venv()
    for finished in (lock.name, EVERYTHING):
        (environment / finished).unlink(missing_ok=True)
    _run([os.path.realpath(sys.executable), "-m", "venv", "--clear", str(environment)])
    python = str(environment / "bin" / "python")
    pip = [
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--retries",
        "1",
        "--require-hashes",
    ]
    with tempfile.TemporaryDirectory() as folder:
        only_uv = Path(folder) / "uv.txt"
        only_uv.write_text(_entry(lock.read_text(), "uv"))
        _run([*pip, "--require-hashes", "--no-deps", "-r", str(only_uv)])
    _install(environment, lock)


def _install(environment: Path, lock: Path) -> None:
    """Install a lock file with uv or, failing that, pip; then keep its copy, which is what says "finished"."""
    python = str(environment / "bin" / "python")
    hashed = ["--quiet", "--require-hashes", "-r", str(lock)]
    uv = [str(environment / "bin" / "uv"), "pip", "install", "--python", python, "--compile-bytecode"]
    try:
        _run([*uv, *hashed])
    except (CannotPrepare, OSError):
        _run([python, "-m", "pip", "install", "--disable-pip-version-check", "--retries", "1", *hashed])
    finished = environment / f".{lock.name}"
    shutil.copyfile(lock, finished)
    finished.replace(environment / lock.name)


def add_all(clone: Path) -> Path:
    """The environment with the parts that only some councils want, installed now if they are missing.

    Raises CannotPrepare.
    """
    environment, lock = prepare(clone), clone / EVERYTHING
    if not is_ready(environment, lock):
        _say("Adding the parts that only some councils want.")
        os.umask(0o022)
        _install(environment, lock)
    return environment


def _entry(lock: str, name: str) -> str:
    """One package's lines of the lock file, hashes and all."""
    found = re.search(rf"^{name}==(?:.*\\\n)*.*\n", lock, re.MULTILINE)
    return found[0] if found else ""


def _need_venv() -> None:
    """Debian keeps `ensurepip` in a package of its own: install it when root, else say what to type."""
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return
    package = f"python3.{sys.version_info.minor}-venv"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _say(f"Installing {package}.")
        quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        _run(["apt-get", "update", "-qq"], env=quiet)
        _run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", package], env=quiet)
    else:
        raise CannotPrepare(f"Python's venv is missing: type  sudo apt install {package}  and run this again.")


def _run(command: list[str], env: dict[str, str] | None = None) -> None:
    """Run a step to its end. Raises CannotPrepare with its last words, or with the network's absence in plain words."""
    done = subprocess.run(command, env=env, text=True, stdin=subprocess.DEVNULL, capture_output=True, check=False)  # noqa: S603
    if done.returncode == 0:
        return
    said = done.stderr + done.stdout
    if _NO_NETWORK.search(said):
        raise CannotPrepare(
            "Piperoll could not download its parts: there is no way to the Python package index from here. "
            "Connect this machine, or set pip's index-url to one it can reach, and run this again."
        )
    last = next((line.strip() for line in reversed(said.splitlines()) if line.strip()), f"exit {done.returncode}")
    raise CannotPrepare(f"Piperoll could not prepare its environment: {Path(command[0]).name} said: {last}")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        print(prepare(CLONE))
    except CannotPrepare as why:
        sys.exit(str(why))
    except KeyboardInterrupt:
        sys.exit("Stopped. Run this again to finish preparing the environment.")
