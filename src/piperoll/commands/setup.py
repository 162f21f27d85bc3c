"""Make the environment Piperoll runs in, and nothing else.

Any command does this the first time. --browser also installs the Chromium that the browser tests drive.
"""

from __future__ import annotations

import argparse
import sys

from piperoll.commands.answers import Answer
from piperoll.config import chromium

GROUP = "Running Piperoll"
NEEDS_DATABASE = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--browser", action="store_true", help="install Chromium too (as root, with apt)")


def run(options: argparse.Namespace) -> Answer:
    """Raises NoBrowser."""
    data = {"python": sys.executable, "browser": chromium.install() if options.browser else chromium.find()}
    return Answer(data, "\n".join(f"{what}: {where or 'none'}" for what, where in data.items()))
