"""Add a council, or list those there are.

Each has a database, two database roles and a key file of its own. Everything else takes --council NAME to act for one.
"""

from __future__ import annotations

import argparse
import os

from piperoll.commands.answers import Answer
from piperoll.config import councils, database, keys

GROUP = "Councils and people"
NEEDS_DATABASE = False


def arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="add | list")
    acts.add_parser("add", help="make a council").add_argument("name", help="a-z, digits and hyphens, at most 30")
    acts.add_parser("list", help="show every council of this clone")


def run(options: argparse.Namespace) -> Answer:
    return _add(options.name) if options.act == "add" else _list()


def _add(name: str) -> Answer:
    if os.environ.get("DATABASE_URL"):
        database.choose(councils.check_name(name))
        fresh = True
    else:
        fresh = councils.add(name)
    data = {"council": name, "added": fresh, "key_file": str(keys.key_file(name))}
    said = f"{name} is ready" if fresh else f"{name} was there already"
    return Answer(data, f"{said}; its keys are in {data['key_file']}. Next:  ./piperoll migrate --council {name}")


def _list() -> Answer:
    names = councils.names()
    return Answer({"councils": names}, "\n".join(names) or "There is no council yet. Type  ./piperoll council add NAME")
