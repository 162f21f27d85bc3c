"""Make the environment Piperoll runs in, and nothing else.

Any command does this the first time. --all adds the parts that only some councils want (finding duplicates among a
million customers); --browser also installs the Chromium that the browser tests drive.
"""

from __future__ import annotations

import argparse
import sys

from piperoll.commands.answers import Answer
from piperoll.config import chromium, environment
from piperoll.foundations.refusals import Refused

GROUP = "Running Piperoll"
NEEDS_DATABASE = False


class PartsMissing(Refused):
    """{why}"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help="add the parts that only some councils want, too")
    parser.add_argument("--browser", action="store_true", help="install Chromium too (as root, with apt)")


def run(options: argparse.Namespace) -> Answer:
    """Raises NoBrowser, PartsMissing."""
    if options.all:
        try:
            environment.add_all(environment.CLONE)
        except environment.CannotPrepare as why:
            raise PartsMissing(why=why) from None
    data = {"python": sys.executable, "browser": chromium.install() if options.browser else chromium.find()}
    return Answer(data, "\n".join(f"{what}: {where or 'none'}" for what, where in data.items()))
