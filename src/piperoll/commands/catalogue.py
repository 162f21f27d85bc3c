"""Which commands there are, read from their source without running it, so that `./piperoll --help` is instant."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Command:
    """A command as its source describes it: `verb` as typed, `about` its docstring."""

    verb: str
    about: str
    group: str
    needs_database: bool
    needs_actor: bool
    takes_the_rest: bool

    @property
    def module(self) -> str:
        return f"piperoll.commands.{self.verb.replace('-', '_')}"

    @property
    def serves_a_council(self) -> bool:
        return self.needs_database or self.needs_actor

    @property
    def summary(self) -> str:
        return self.about.partition("\n")[0].rstrip(".")


def find(verb: str) -> Command | None:
    """The command with this name, or None."""
    file = FOLDER / f"{verb.replace('-', '_')}.py"
    return _read(file) if verb.replace("-", "").isalnum() and file.is_file() else None


def every() -> list[Command]:
    """Every command, in alphabetical order."""
    return [command for file in sorted(FOLDER.glob("[a-z]*.py")) if (command := _read(file))]


def like(verb: str) -> list[str]:
    """Commands whose names are nearly this one, the nearest first."""
    return get_close_matches(verb, [command.verb for command in every()], n=3)


def overview(commands: list[Command]) -> str:
    """All commands under their groups, a line each."""
    width = max(len(command.verb) for command in commands)
    lines = [
        "Piperoll: a council's income, from charge to report.",
        "",
        "New here?  ./piperoll demo  builds an invented council, runs its day and serves it.",
        "A council of your own begins as README.md says under For real.",
        "",
        "Type  ./piperoll COMMAND --help  for more on one.",
    ]
    for group in sorted({command.group for command in commands}):
        lines += ["", group]
        lines += [f"  {c.verb:<{width}}  {c.summary}" for c in commands if c.group == group]
    return "\n".join(lines)


def _read(file: Path) -> Command | None:
    tree = ast.parse(file.read_text())
    if not any(isinstance(node, ast.FunctionDef) and node.name == "run" for node in tree.body):
        return None
    told: dict[str, Any] = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return Command(
        file.stem.replace("_", "-"),
        ast.get_docstring(tree) or "",
        told.get("GROUP", "Everyday"),
        told.get("NEEDS_DATABASE", True),
        told.get("NEEDS_ACTOR", False),
        told.get("TAKES_THE_REST", False),
    )
