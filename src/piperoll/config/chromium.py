"""The browser that browser tests drive: Debian's chromium."""

from __future__ import annotations

import os
import shutil
import subprocess

from piperoll.foundations.refusals import Refused

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class NoBrowser(Refused):
    """There is no Chromium here and Piperoll could not install one: type  sudo apt install chromium  and try again."""


def find() -> str | None:
    """The browser's path, or None."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def install() -> str:
    """The browser's path, installed with apt when it is missing and we are root. Raises NoBrowser."""
    if found := find():
        return found
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        for act in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            subprocess.run([apt, "-qq", *act], env=quiet, capture_output=True, check=False)  # noqa: S603
    if found := find():
        return found
    raise NoBrowser()
