"""One verb, one name everywhere: its file and function, a command, a permission, a test."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import piperoll
from piperoll.authority.rules import ROLES

SOURCE = Path(piperoll.__file__).parent
TESTS = SOURCE.parent.parent / "tests"
DOORS = {"web", "api", "commands", "jobs", "config", "anytown"}
TYPED_AS = {"check_books": "check"}
"""Verbs that people type under a shorter name."""


def verbs() -> Iterator[tuple[str, str]]:
    """(room, verb) for every file whose function of the same name is handed who acts."""
    for file in sorted(SOURCE.glob("*/*.py")):
        if file.parent.name not in DOORS and any(_is_handed_an_actor(node, file.stem) for node in _functions(file)):
            yield file.parent.name, file.stem


def _functions(file: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.parse(file.read_text()).body if isinstance(node, ast.FunctionDef)]


def _is_handed_an_actor(node: ast.FunctionDef, name: str) -> bool:
    return node.name == name and "by" in [argument.arg for argument in node.args.kwonlyargs]


EVERY_VERB = list(verbs())


def test_there_are_verbs_to_look_at() -> None:
    assert ("billing", "raise_invoices") in EVERY_VERB
    assert len(EVERY_VERB) > 20


@pytest.mark.parametrize(("room", "verb"), EVERY_VERB)
def test_a_verb_has_a_command_a_permission_and_a_test(room: str, verb: str) -> None:
    command = SOURCE / "commands" / f"{TYPED_AS.get(verb, verb)}.py"
    assert command.exists(), f"{verb} has no command: write {command.name}"
    assert verb in frozenset().union(*(role.may for role in ROLES.values())), (
        f"no role may {verb}: see authority/rules.py"
    )
    assert (TESTS / room / f"test_{verb}.py").exists(), f"{verb} has no test: write tests/{room}/test_{verb}.py"


@pytest.mark.parametrize(("room", "verb"), EVERY_VERB)
def test_a_verb_is_handed_its_day_and_moment_and_reads_no_clock(room: str, verb: str) -> None:
    file = SOURCE / room / f"{verb}.py"
    (function,) = [node for node in _functions(file) if node.name == verb]
    handed = {argument.arg for argument in function.args.kwonlyargs}
    assert not function.args.args, f"{verb} is called by name"
    calls = {ast.unparse(node.func) for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)}
    assert not calls & {"date.today", "datetime.now", "timezone.now", "timezone.localdate"}, f"{verb} reads the clock"
    assert verb == "check_books" or {"on", "at"} <= handed, f"{verb} is handed its day and its moment"
    docstring = ast.get_docstring(function)
    assert docstring, f"{verb} says nothing of itself"


def test_every_permission_is_a_verb_or_a_page_that_shows() -> None:
    known = {verb for _, verb in EVERY_VERB} | {"seal_runs"}
    for permission in frozenset().union(*(role.may for role in ROLES.values())):
        assert permission in known or permission.startswith("see_"), f"{permission} lets nobody do anything"


def test_no_two_test_files_have_one_name() -> None:
    names = [file.name for file in TESTS.rglob("test_*.py")]
    assert sorted(names) == sorted(set(names)), "pytest cannot collect two files of one name"
