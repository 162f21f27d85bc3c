"""Run every test and check.

Arguments for pytest go straight on to it, and then only pytest runs: ./piperoll test tests/ledger -k balance
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass

from piperoll.commands.answers import Answer
from piperoll.config import chromium
from piperoll.config.environment import CLONE

GROUP = "Building Piperoll"
NEEDS_DATABASE = False
TAKES_THE_REST = True
_PYTEST = ["pytest", "-n", "2", "--dist", "worksteal", "-p", "no:cacheprovider"]
_LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
_CHECKS = {
    "ruff check": ["-m", "ruff", "check", "--quiet"],
    "ruff format": ["-m", "ruff", "format", "--check", "--quiet"],
    "mypy": ["-m", "mypy", "src"],
    "lint-imports": ["-c", _LINT_IMPORTS],
    "djlint": ["-m", "djlint", "src/piperoll", "--extension=html", "--lint", "--quiet"],
}
_MOST_LINES = 60
_KEPT = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}


@dataclass(frozen=True)
class Step:
    """One step of the suite and how it ended."""

    name: str
    passed: bool
    seconds: float
    note: str = ""

    def __str__(self) -> str:
        return f"{self.name:<13} {'passed' if self.passed else 'FAILED'}  {self.seconds:5.0f} s  {self.note}".rstrip()


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--slow", action="store_true", help="the long tests too: load, soak, long stories")


def run(options: argparse.Namespace) -> Answer:
    """Exit code 1 when any step failed."""
    out = sys.stderr if options.json else sys.stdout
    wanted, browser = _markers(options.slow)
    steps = [_step("tests", ["-m", *_PYTEST, "-m", wanted, *options.rest], out, show_always=True)]
    if not options.rest:
        steps += [_step(name, command, out) for name, command in _CHECKS.items()]
    steps += [browser] if browser else []
    data = {step.name: {"passed": step.passed, "seconds": round(step.seconds, 1), "note": step.note} for step in steps}
    return Answer(data, "\n".join(["", *map(str, steps)]), 0 if all(step.passed for step in steps) else 1)


def _markers(slow: bool) -> tuple[str, Step | None]:
    """Which tests to run, as pytest's -m; and, when browser tests cannot, the step that says so by name."""
    parts = [] if slow else ["not slow"]
    try:
        chromium.find_or_install()
    except chromium.NoBrowser as refusal:
        names = _browser_tests()
        note = f"{len(names)} browser tests did not run. {refusal.sentence}\n" + "\n".join(
            f"  {name}" for name in names
        )
        required = os.environ.get("PIPEROLL_REQUIRE_BROWSER") == "1"
        return " and ".join([*parts, "not browser"]), Step("browser tests", not required, 0, note)
    return " and ".join(parts), None


def _browser_tests() -> list[str]:
    listing = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-m", "browser"],
        cwd=CLONE, text=True, capture_output=True, check=False,
    )  # fmt: skip
    return [line for line in listing.stdout.splitlines() if "::" in line]


def _step(name: str, command: list[str], out: object, *, show_always: bool = False) -> Step:
    """Run one step in the clone. Its output is shown as it comes, or only when it failed."""
    began = time.monotonic()
    print(f"— {name}", file=sys.stderr, flush=True)
    done = subprocess.run(  # noqa: S603
        [sys.executable, *command], cwd=CLONE, text=True, check=False, **({"stdout": out} if show_always else _KEPT)
    )
    if done.returncode and not show_always:
        print(_beginning(done.stdout), file=sys.stderr, flush=True)
    return Step(name, done.returncode == 0, time.monotonic() - began)


def _beginning(said: str) -> str:
    lines = said.strip().splitlines()
    more = [f"… and {len(lines) - _MOST_LINES} lines more"] if len(lines) > _MOST_LINES else []
    return "\n".join(lines[:_MOST_LINES] + more)
