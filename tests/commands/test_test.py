"""What `./piperoll test` says when a browser is missing, and when a step fails."""

from __future__ import annotations

import sys

import pytest

from piperoll.commands import test as suite
from piperoll.config import chromium


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Chromium, and one browser test that therefore cannot run."""

    def refuse() -> str:
        raise chromium.NoBrowser()

    monkeypatch.setattr(chromium, "find_or_install", refuse)
    monkeypatch.setattr(suite, "_browser_tests", lambda: ["tests/browser/test_home.py::test_the_day"])
    monkeypatch.delenv("PIPEROLL_REQUIRE_BROWSER", raising=False)


def test_with_a_browser_only_slow_tests_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "find_or_install", lambda: "/usr/bin/chromium")
    assert suite._markers(slow=False) == ("not slow", None)
    assert suite._markers(slow=True) == ("", None)


@pytest.mark.usefixtures("no_browser")
def test_without_a_browser_the_tests_that_did_not_run_are_named() -> None:
    wanted, step = suite._markers(slow=False)
    assert wanted == "not slow and not browser"
    assert step is not None
    assert step.passed
    assert "1 browser tests did not run" in str(step)
    assert "tests/browser/test_home.py::test_the_day" in str(step)
    assert "sudo apt install chromium" in str(step)


@pytest.mark.usefixtures("no_browser")
def test_where_a_browser_is_required_its_absence_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIPEROLL_REQUIRE_BROWSER", "1")
    _, step = suite._markers(slow=True)
    assert step is not None
    assert not step.passed


def test_a_failing_step_is_shown_and_counted(capfd: pytest.CaptureFixture[str]) -> None:
    step = suite._step("sums", ["-c", "print('two and two are five'); raise SystemExit(1)"], sys.stdout)
    assert (step.passed, str(step).split()[:2]) == (False, ["sums", "FAILED"])
    assert "two and two are five" in capfd.readouterr().err


def test_a_passing_step_is_quiet(capfd: pytest.CaptureFixture[str]) -> None:
    assert suite._step("sums", ["-c", "print('two and two are four')"], sys.stdout).passed
    assert "four" not in "".join(capfd.readouterr())
