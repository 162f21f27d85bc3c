"""The door of every command: what goes in, what is said, and the exit code it leaves with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import piperoll.commands
from piperoll.commands import catalogue
from piperoll.commands.door import main

COUNTING = '''"""Count the till.

Every drawer, once."""
import argparse
from piperoll.commands.answers import Answer
from piperoll.foundations.refusals import Refused
GROUP = "Trying things"
NEEDS_DATABASE = False
class TillLocked(Refused):
    """The till {till} is locked. Ask a manager."""
class CountedAlready(Refused):
    """The till was counted in run {run}: nothing was changed."""
    exit_code = 0
def arguments(parser):
    parser.add_argument("--till", type=int, default=1)
    parser.add_argument("--how", default="well")
def run(options):
    if options.how == "locked":
        raise TillLocked(till=options.till)
    if options.how == "again":
        raise CountedAlready(run=7)
    if options.how == "broken":
        raise RuntimeError("the drawer fell out")
    if options.how == "stopped":
        raise KeyboardInterrupt
    return Answer({"till": options.till, "pence": 1234}, "£12.34", 3 if options.how == "short" else 0)
'''


@pytest.fixture(autouse=True)
def count_till(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_home: Path) -> None:
    """A command `count-till`, beside a helper that is no command."""
    folder = tmp_path / "commands"
    folder.mkdir()
    (folder / "count_till.py").write_text(COUNTING)
    (folder / "shapes.py").write_text('"""Not a command."""\nNEEDS_DATABASE = False\n')
    (folder / "_hidden.py").write_text("def run(options): ...\n")
    monkeypatch.setattr(catalogue, "FOLDER", folder)
    monkeypatch.setattr(piperoll.commands, "__path__", [str(folder), *piperoll.commands.__path__])


@pytest.mark.parametrize("asked", [[], ["--help"], ["-h"], ["help"]])
def test_every_command_is_listed_in_its_group(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(asked) == 0
    said = capsys.readouterr().out
    assert "Trying things\n  count-till  Count the till\n" in said
    assert "shapes" not in said
    assert "hidden" not in said


def test_an_answer_is_text_for_people_and_json_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["count-till", "--till", "2"]) == 0
    assert capsys.readouterr().out == "£12.34\n"
    assert main(["count-till", "--json", "--till", "2"]) == 0
    assert json.loads(capsys.readouterr().out) == {"till": 2, "pence": 1234}


def test_an_answer_may_say_that_not_all_is_well() -> None:
    assert main(["count-till", "--how", "short"]) == 3


def test_a_refusal_is_its_sentence_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["count-till", "--how", "locked", "--till", "7"]) == 1
    assert capsys.readouterr() == ("", "The till 7 is locked. Ask a manager.\n")
    assert main(["count-till", "--how", "locked", "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said == {"refused": "TillLocked", "why": "The till 1 is locked. Ask a manager."}


def test_our_own_fault_is_one_sentence_and_a_file(capsys: pytest.CaptureFixture[str], own_home: Path) -> None:
    assert main(["count-till", "--how", "broken"]) == 70
    said = capsys.readouterr().err
    (story,) = (own_home / "logs").iterdir()
    assert said == f"Piperoll went wrong: the drawer fell out. The whole story is in {story}.\n"
    assert "RuntimeError: the drawer fell out" in story.read_text()


def test_the_whole_story_can_be_asked_for(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIPEROLL_TRACE", "1")
    assert main(["count-till", "--how", "broken"]) == 70
    assert "Traceback" in capsys.readouterr().err


def test_interrupting_is_not_a_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["count-till", "--how", "stopped"]) == 130
    assert capsys.readouterr().err.startswith("Stopped.")


@pytest.mark.parametrize("words", [["count-till", "--till", "x"], ["count-till", "extra"], ["count-till", "--nope"]])
def test_what_a_command_does_not_know_ends_with_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2
    assert "usage: piperoll count-till" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["count", "../door", "_hidden", "shapes", "count.till", "é", "--json"])
def test_a_command_that_is_not_there_ends_with_two(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([verb]) == 2
    assert "has no command" in capsys.readouterr().err


def test_a_slip_of_the_finger_is_told_the_command_that_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["count-til"]) == 2
    assert "Did you mean count-till?" in capsys.readouterr().err
    assert main([]) == 0
    assert "New here?  ./piperoll demo" in capsys.readouterr().out


def test_a_commands_help_is_its_docstring(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["count-till", "--help"])
    assert end.value.code == 0
    said = capsys.readouterr().out
    assert "Every drawer, once." in said
    assert "--json" in said
    assert "--council" not in said


def test_every_real_command_says_what_it_is_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    for command in catalogue.every():
        assert command.summary, command.verb
        assert catalogue.find(command.verb) == command


def test_what_was_done_before_is_said_and_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["count-till", "--how", "again"]) == 0
    assert capsys.readouterr().out == "The till was counted in run 7: nothing was changed.\n"
    assert main(["count-till", "--how", "again", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["already"], told["run"]) == ("CountedAlready", 7)


def test_what_is_not_understood_is_said_as_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["count-till", "--till", "three", "--json"])
    assert left.value.code == 2
    told = json.loads(capsys.readouterr().out)
    assert told["refused"] == "NotUnderstood"
    assert "three" in told["why"]
