"""The browser that browser tests drive: Debian's own Chromium, without a window where Debian has it so."""

from __future__ import annotations

import os
import shutil
import subprocess

from piperoll.foundations.refusals import Refused

WINDOWLESS, WHOLE = "chromium-headless-shell", "chromium"
"""The same browser twice; the first spends no work on drawing a toolbar nobody sees."""
_NAMES = (WINDOWLESS, WHOLE, "chromium-browser", "google-chrome", "google-chrome-stable")
_IMPATIENT = ["-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=15"]


class NoBrowser(Refused):
    """There is no Chromium here and Piperoll could not install one: type  sudo apt install chromium  and try again."""


def find() -> str | None:
    """The path of the lightest browser there is, or None."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def install() -> str:
    """The lightest browser's path; as root, apt is asked for one without a window, else for a whole one.

    Raises NoBrowser.
    """
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0 and not shutil.which(WINDOWLESS):
        _ask(apt, "update")
        _ask(apt, "install", "-y", "--no-install-recommends", WINDOWLESS)
        if not find():
            _ask(apt, "install", "-y", "--no-install-recommends", WHOLE)
    if found := find():
        return found
    raise NoBrowser()


def find_or_install() -> str:
    """The browser that is here; one is installed only where there is none. Raises NoBrowser."""
    return find() or install()


def _ask(apt: str, *act: str) -> None:
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.run([apt, "-qq", *_IMPATIENT, *act], env=quiet, capture_output=True, check=False)  # noqa: S603
