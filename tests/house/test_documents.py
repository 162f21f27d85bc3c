"""What the documents say is so: every command and option they name is there, every link leads somewhere, every role has a page."""

from __future__ import annotations

import argparse
import importlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from piperoll.authority.rules import ROLES
from piperoll.commands import catalogue

CLONE = Path(__file__).parent.parent.parent
DOCUMENTS = sorted([CLONE / "README.md", CLONE / "CHANGELOG.md", *(CLONE / "docs").rglob("*.md")])
OF_EVERY_COMMAND = {"--help", "--json", "--council", "--as"}
NOT_PEOPLE = {"messenger"}
_NAMES = [document.relative_to(CLONE).as_posix() for document in DOCUMENTS]


@cache
def options_of(verb: str) -> set[str]:
    """Every option a command takes."""
    command = catalogue.find(verb)
    assert command, f"there is no command {verb}"
    parser = argparse.ArgumentParser()
    importlib.import_module(command.module).arguments(parser)
    return OF_EVERY_COMMAND | {option for action in parser._actions for option in action.option_strings}


def typed_in(document: Path) -> Iterator[tuple[str, list[str]]]:
    """(verb, options) of every command line that a document shows."""
    for line in re.findall(r"\./piperoll ([^`|#\n]*(?:\n[^`|#\n]+(?=`))?)", document.read_text()):
        for one in f" {line}".split("&& ./piperoll"):
            verb, *rest = re.sub(r'"[^"]*"', "…", one).split() or [""]
            if re.fullmatch(r"[a-z][a-z-]*", verb):
                yield verb, [word for word in rest if re.fullmatch(r"--[a-z-]+", word)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=_NAMES)
def test_every_command_that_is_shown_can_be_typed(document: Path) -> None:
    for verb, options in typed_in(document):
        taken = options_of(verb)
        assert verb == "test" or not set(options) - taken, f"{verb} does not know {set(options) - taken}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=_NAMES)
def test_every_link_leads_somewhere(document: Path) -> None:
    for address, part in re.findall(r"\]\(([^)#:]+)(?:#([^)]*))?\)", document.read_text()):
        there = document.parent / address
        assert there.exists(), f"nothing is at {address}"
        assert not part or part in headings(there), f"{address} has no heading {part}"


def headings(document: Path) -> set[str]:
    """The headings of a document as links name them."""
    told = re.findall(r"^#+ (.+)$", document.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in told}


def test_there_are_commands_to_look_at() -> None:
    shown = {verb for document in DOCUMENTS for verb, _ in typed_in(document)}
    assert {"demo", "raise-invoices", "check"} <= shown
    assert len(shown) > 150


def test_every_command_of_people_stands_in_a_guide() -> None:
    told = "\n".join(document.read_text() for document in DOCUMENTS if document.name != "CHANGELOG.md")
    silent = [c.verb for c in catalogue.every() if not re.search(rf"(?<![\w-]){c.verb}(?![\w-])", told)]
    assert not silent


def test_every_role_has_a_page_of_its_day() -> None:
    front = (CLONE / "docs" / "roles" / "README.md").read_text()
    for name, role in ROLES.items():
        if name not in NOT_PEOPLE:
            (page,) = [row for row in front.splitlines() if row.startswith("|") and role.name in row]
            address = re.search(r"\]\(([\w-]+\.md)\)", page)
            assert address, f"{role.name} has no page"
            assert role.name in (CLONE / "docs" / "roles" / address[1]).read_text()
