"""The door of every command: finds it, readies what it needs, makes the one call, prints the answer or the refusal."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NoReturn

from piperoll.commands import catalogue
from piperoll.commands.answers import Answer
from piperoll.commands.catalogue import Command
from piperoll.foundations.refusals import Refused

USAGE, UNEXPECTED, INTERRUPTED = 2, 70, 130


class BehindOnMigrations(Refused):
    """This council's database is not up to date with this version of Piperoll. Type  ./piperoll migrate  first."""


def main(arguments: Sequence[str]) -> int:
    """Run one command line; the exit code: 0 well, 1 refused, 2 not understood, 70 our fault, 130 interrupted."""
    as_json = "--json" in arguments
    try:
        code = _open(list(arguments), as_json)
        sys.stdout.flush()
        return code
    except Refused as refusal:
        return _refuse(refusal, as_json)
    except KeyboardInterrupt:
        print("Stopped. What was finished is kept; run it again to go on.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _refuse(BehindOnMigrations(), as_json) if _is_unmigrated(error) else _our_fault(error)


def _open(arguments: list[str], as_json: bool) -> int:
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(catalogue.overview(catalogue.every()))
        return 0
    command = catalogue.find(arguments[0])
    if command is None:
        near = " or ".join(catalogue.like(arguments[0]))
        meant = f" Did you mean {near}?" if near else ""
        all_of_them = "Type  ./piperoll --help  to see them all."
        print(f"piperoll has no command {arguments[0]!r}.{meant} {all_of_them}", file=sys.stderr)
        return USAGE
    answer = _run(command, arguments[1:])
    if as_json:
        print(json.dumps(answer.data, indent=2, ensure_ascii=False, default=str))
    elif answer.text:
        print(answer.text)
    return answer.exit_code


def _run(command: Command, arguments: list[str]) -> Answer:
    """Ready the council and the actor as the command asks, then call it."""
    known, rest = _common(command, arguments, add_help=False).parse_known_args(arguments)
    if command.serves_a_council:
        from piperoll.config import process

        asks_help = bool({"-h", "--help"} & set(arguments))
        known.council = process.serve_council(known.council, with_database=not asks_help)
    module = importlib.import_module(command.module)
    parser = _common(command, arguments, add_help=True)
    module.arguments(parser)
    options, known.rest = parser.parse_known_args(rest, known)
    if options.rest and not command.takes_the_rest:
        parser.error(f"it does not know {' '.join(options.rest)}")
    if command.needs_actor:
        options.by = _actor(options.actor, options.council)
    answer: Answer = module.run(options)
    return answer


class _Parser(argparse.ArgumentParser):
    """A parser that says what it did not understand as JSON when JSON was asked for."""

    as_json = False

    def error(self, message: str) -> NoReturn:
        """Say it and end with exit code 2."""
        if self.as_json:
            print(json.dumps({"refused": "NotUnderstood", "why": message}, ensure_ascii=False))
            raise SystemExit(USAGE)
        super().error(message)


def _common(command: Command, arguments: list[str], *, add_help: bool) -> argparse.ArgumentParser:
    """A parser of what every such command takes, which answers as `arguments` ask."""
    parser = _Parser(
        prog=f"piperoll {command.verb}",
        description=command.about,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=add_help,
        allow_abbrev=False,
    )
    parser.as_json = "--json" in arguments
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")
    if command.serves_a_council:
        usual = "the council to act for (else PIPEROLL_COUNCIL, else anytown)"
        parser.add_argument("--council", metavar="NAME", help=usual)
    if command.needs_actor:
        parser.add_argument("--as", dest="actor", metavar="USER", help="who acts (else the last to `piperoll login`)")
    return parser


def _actor(username: str | None, council: str) -> Any:
    from piperoll.authority.sign_in import actor_for
    from piperoll.config import signed_in

    return actor_for(signed_in.who(username, council=council, at=datetime.now(UTC)))


def _is_unmigrated(error: Exception) -> bool:
    """Whether PostgreSQL missed a table, column or function: 42P01, 42703, 42883."""
    return getattr(error.__cause__, "sqlstate", "") in {"42P01", "42703", "42883"}


def _refuse(refusal: Refused, as_json: bool) -> int:
    """Say why not. A refusal with exit code 0 says that the work was done before: all is well."""
    if as_json:
        word = "refused" if refusal.exit_code else "already"
        told = {word: type(refusal).__name__, "why": refusal.sentence}
        if "run" in refusal.facts:
            told["run"] = refusal.facts["run"]
        print(json.dumps(told, ensure_ascii=False))
    else:
        print(refusal.sentence, file=sys.stderr if refusal.exit_code else sys.stdout)
    return refusal.exit_code


def _our_fault(error: Exception) -> int:
    """One sentence for the person, the whole story in a file (or on the screen with PIPEROLL_TRACE=1)."""
    if os.environ.get("PIPEROLL_TRACE") == "1":
        traceback.print_exception(error)
        return UNEXPECTED
    from piperoll.config import home

    file = home.private_folder("logs") / f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    home.write_private(file, "".join(traceback.format_exception(error)))
    last = " ".join(str(error).split())[:200].rstrip(".") or type(error).__name__
    print(f"Piperoll went wrong: {last}. The whole story is in {file}.", file=sys.stderr)
    return UNEXPECTED
