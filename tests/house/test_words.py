"""The house speaks in sentences: refusals, docstrings, and no path of anybody's machine."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import subprocess
from pathlib import Path

import pytest

import piperoll
from piperoll.foundations.refusals import Refused
from piperoll.runs.states import RUN_STATES

CLONE = Path(__file__).parent.parent.parent
SOURCE = CLONE / "src" / "piperoll"


def every_refusal() -> list[type[Refused]]:
    for module in pkgutil.walk_packages(piperoll.__path__, "piperoll."):
        if "migrations" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found, waiting = [], [Refused]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        found.append(kind)
    return [kind for kind in found if kind.__module__.startswith("piperoll.")]


def test_every_refusal_is_a_sentence_a_person_can_read() -> None:
    for kind in every_refusal():
        said = inspect.getdoc(kind) or ""
        assert said[:1].isupper() or said[:1] in "{", f"{kind.__name__}: {said}"
        *_, last = said.rstrip().splitlines()
        assert last.endswith((".", "}", ")")) or "./piperoll" in last, f"{kind.__name__}: {said}"


@pytest.mark.parametrize("file", sorted(SOURCE.glob("**/*.py")), ids=lambda f: str(f.relative_to(SOURCE)))
def test_every_module_and_public_name_has_a_sentence(file: Path) -> None:
    if "migrations" in file.parts or file.name == "apps.py" or not file.read_text().strip():
        return
    tree = ast.parse(file.read_text())
    assert ast.get_docstring(tree), "the module says nothing of itself"
    quiet = {"arguments", "run"} if file.parent.name == "commands" else set()
    silent = [
        node.name for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and node.name not in quiet
        and not ast.get_docstring(node)
    ]  # fmt: skip
    assert not silent


def test_every_state_of_a_run_is_in_the_documents() -> None:
    told = (CLONE / "docs" / "ARCHITECTURE.md").read_text() + (CLONE / "docs" / "user" / "runs.md").read_text()
    assert all(state in told for state in RUN_STATES.names)
    assert RUN_STATES.diagram() in told


def test_nothing_names_a_path_of_this_machine_or_a_registry() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=CLONE, capture_output=True, text=True, check=False).stdout.split()
    words = (
        "/".join(("", "work", "main")),
        "/".join(("", "work", "shared")),
        "/".join(("..", "shared")),
        "files.python" + "hosted",
    )
    guilty = [
        name for name in tracked
        if (CLONE / name).suffix in {".py", ".md", ".sql", ".toml", ".sh", ".in", ".lock", ".json", ".html", ".typ", ""}
        and (CLONE / name).is_file() and any(w in (CLONE / name).read_text(errors="ignore") for w in words)
    ]  # fmt: skip
    assert not guilty


def test_the_version_is_the_one_whose_changes_are_told() -> None:
    newest = re.search(r"^## (\d+\.\d+\.\d+)", (CLONE / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert newest
    assert newest[1] == piperoll.__version__


def test_every_guide_is_found_from_the_front_page() -> None:
    front = (CLONE / "README.md").read_text()
    guides = [guide.relative_to(CLONE).as_posix() for guide in (CLONE / "docs" / "user").glob("*.md")]
    assert not [guide for guide in guides if f"({guide})" not in front]
