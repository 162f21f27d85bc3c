"""What every test may ask for. A test that asks for no database starts none."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import django
import psycopg
import pytest
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker, Settings

TEST_KEYS = Path(__file__).parent / "keys.json"
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "piperoll.config.settings",
    "PIPEROLL_COUNCIL": "anytown",
    "PIPEROLL_KEY_FILE": str(TEST_KEYS),
    "PIPEROLL_SECRET_KEY": "for the tests alone",
    "PIPEROLL_POST_ROOM": tempfile.mkdtemp(prefix="piperoll-post-"),
    "PIPEROLL_MAIL": "catch",
}
os.environ.pop("PIPEROLL_APP_URL", None)
os.environ.pop("PIPEROLL_OWNER_URL", None)
django.setup()

from django.test import TransactionTestCase  # noqa: E402

from piperoll.foundations.actors import Actor  # noqa: E402
from throwaway_database import Throwaway, throwaway  # noqa: E402

hypothesis_settings.register_profile("shared machines", deadline=None)  # how long a test takes is no test
hypothesis_settings.load_profile("shared machines")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where browser tests are required (in CI), one that skips has failed."""
    report = yield
    required = os.environ.get("PIPEROLL_REQUIRE_BROWSER") == "1"
    if required and report.skipped and item.get_closest_marker("browser"):
        report.outcome = "failed"
        report.longrepr = f"PIPEROLL_REQUIRE_BROWSER is set, but this browser test did not run: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def throwaway_database(django_db_blocker: DjangoDbBlocker) -> Iterator[Throwaway]:
    """This process's own migrated database."""
    with django_db_blocker.unblock(), throwaway() as copy:
        yield copy


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, throwaway_database: Throwaway) -> Iterator[None]:
    """pytest-django's way in: tests that commit are cleaned up by the owner, since the application may not TRUNCATE.

    Their connections stay: a new one knows no table yet, and learns them anew at each test's cost.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test: throwaway_database.clean())
        patch.setattr(TransactionTestCase, "_should_reload_connections", lambda test: False)
        yield


@pytest.fixture
def post_room(settings: Settings, tmp_path: Path) -> Path:
    """A post room of the test's own; emails are caught in it."""
    settings.POST_ROOM = str(tmp_path / "post")
    return tmp_path / "post"


@pytest.fixture
def books(transactional_db: None, post_room: Path, throwaway_database: Throwaway) -> Throwaway:
    """Books that are really committed to, and emptied afterwards down to what the migrations put there."""
    return throwaway_database


@pytest.fixture
def as_owner(throwaway_database: Throwaway) -> Iterator[psycopg.Connection]:
    """A connection of the owner's, committing at each statement."""
    with psycopg.connect(throwaway_database.addresses.owner_url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def as_superuser(throwaway_database: Throwaway) -> Iterator[psycopg.Connection]:
    """A connection of whoever runs the server: the one who can go behind the books' back."""
    with psycopg.connect(throwaway_database.superuser_url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def manager(books: Throwaway) -> Actor:
    """Anytown set up from its own file, and a team manager to act for it."""
    from the_day import set_up_anytown

    return set_up_anytown()


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, and no key file named from outside."""
    monkeypatch.setenv("PIPEROLL_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("PIPEROLL_KEY_FILE", raising=False)
    return tmp_path / "home"
