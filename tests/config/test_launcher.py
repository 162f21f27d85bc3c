"""The command itself, run as people run it: from odd places, twice at once, and after the worst has happened."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from config.conftest import Clone, lend

pytestmark = pytest.mark.xdist_group("launcher")
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another user")


def postmaster(clone: Clone) -> int:
    return int((clone.postgres / "data" / "postmaster.pid").read_text().split()[0])


def test_a_council_is_added_from_a_path_with_spaces_through_a_symlink(clone: Clone, tmp_path: Path) -> None:
    link = tmp_path / "piperoll"
    link.symlink_to(clone.folder / "piperoll")
    said = subprocess.run(
        [link, "council", "add", "east-anytown"], cwd="/", text=True, capture_output=True, check=False
    )
    assert (said.returncode, said.stderr) == (0, "")
    assert "east-anytown is ready" in said.stdout
    assert clone.piperoll("council", "list") == (0, "east-anytown\n")
    assert clone.piperoll("council", "add", "east-anytown")[1].startswith("east-anytown was there already")


def test_passwords_and_keys_are_for_their_owner_alone(clone: Clone) -> None:
    clone.piperoll("council", "add", "west-anytown")
    folder = clone.folder / ".piperoll" / "councils" / "west-anytown"
    assert {oct(file.stat().st_mode & 0o777) for file in folder.iterdir()} == {"0o600"}
    assert oct(folder.stat().st_mode & 0o777) == "0o700"


def test_two_at_once_share_one_server(clone: Clone) -> None:
    clone.piperoll("stop")
    both = [clone.start("council", "add", name) for name in ("north-anytown", "south-anytown")]
    said = [running.communicate(timeout=120) for running in both]
    assert [running.returncode for running in both] == [0, 0], said


def test_stopping_twice_says_so(clone: Clone) -> None:
    clone.piperoll("council", "add", "east-anytown")
    assert clone.piperoll("stop") == (0, "PostgreSQL has stopped.\n")
    assert clone.piperoll("stop") == (0, "PostgreSQL was not running.\n")


def test_postgres_killed_dead_comes_back(clone: Clone) -> None:
    clone.piperoll("council", "add", "east-anytown")
    os.kill(postmaster(clone), signal.SIGKILL)
    assert clone.piperoll("council", "add", "killed-anytown")[0] == 0


def test_a_pid_that_is_now_another_programs_is_not_believed(clone: Clone) -> None:
    clone.piperoll("council", "add", "east-anytown")
    clone.piperoll("stop")
    owner = (clone.postgres / "data").stat()
    drop = {"user": owner.st_uid, "group": owner.st_gid} if os.geteuid() == 0 else {}
    with subprocess.Popen(["sleep", "60"], **drop) as another:
        note = clone.postgres / "data" / "postmaster.pid"
        note.write_text(f"{another.pid}\n{note.parent}\n1\n5432\n\n\n\nready\n")
        os.chown(note, owner.st_uid, owner.st_gid)
        assert clone.piperoll("council", "add", "stale-anytown")[0] == 0
        another.kill()


def test_a_server_whose_socket_was_deleted_is_started_again(clone: Clone) -> None:
    clone.piperoll("council", "add", "east-anytown")
    (clone.postgres / "socket" / ".s.PGSQL.5432").unlink()
    assert clone.piperoll("council", "add", "cut-off-anytown")[0] == 0


def test_a_port_that_is_taken_is_named_with_what_to_type(clone: Clone) -> None:
    with socket.create_server(("127.0.0.1", 0)) as another:
        port = another.getsockname()[1]
        code, said = clone.piperoll("serve", "--port", str(port))
    assert code == 1
    assert said == f"Port {port} of 127.0.0.1 is taken by another program. " \
        f"Stop that one, or choose another: --port {port + 1}\n"  # fmt: skip


def test_a_database_left_behind_is_not_served(clone: Clone) -> None:
    clone.piperoll("council", "add", "behind-anytown")
    code, said = clone.piperoll("serve", "--port", "0", "--council", "behind-anytown")
    assert code == 1
    assert "./piperoll migrate --council behind-anytown" in said


def test_a_council_nobody_added_is_refused_by_name(clone: Clone) -> None:
    code, said = clone.piperoll("migrate", "--council", "nowhere")
    assert code == 1
    assert said.startswith("There is no council called nowhere here")


def test_a_database_that_is_not_there_is_one_sentence(clone: Clone) -> None:
    code, said = clone.piperoll("migrate", DATABASE_URL="postgresql://someone:secret@127.0.0.1:9/books")
    assert code == 1
    assert said == (
        "DATABASE_URL does not lead to a database: Connection refused. Check the address, user and password in it.\n"
    )


@as_root
def test_a_clone_the_databases_user_cannot_reach_works_all_the_same(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    with lend(tmp_path) as clone:
        assert clone.piperoll("council", "add", "shut-anytown")[0] == 0
        assert clone.postgres.resolve().is_relative_to("/var/lib/piperoll")


@as_root
def test_a_strict_umask_shuts_nobody_out(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        with lend(tmp_path) as clone:
            assert clone.piperoll("council", "add", "strict-anytown")[0] == 0
    finally:
        os.umask(before)


def test_an_unfit_python_is_named(clone: Clone, tmp_path: Path) -> None:
    moved = clone.folder / ".venv-moved"
    (clone.folder / ".venv").rename(moved)
    (tmp_path / "dirname").symlink_to("/usr/bin/dirname")
    try:
        code, said = clone.piperoll("council", "list", PATH=str(tmp_path))
    finally:
        moved.rename(clone.folder / ".venv")
    assert (code, "Piperoll needs Python 3.11, 3.12 or 3.13" in said) == (1, True)


@pytest.mark.slow
def test_a_fresh_environment_is_made_once_by_two_at_once_after_a_kill(clone: Clone) -> None:
    shutil.rmtree(clone.folder / ".venv")
    killed = clone.start("council", "list")
    with pytest.raises(subprocess.TimeoutExpired):
        killed.wait(timeout=4)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.communicate()
    both = [clone.start("council", "list") for _ in range(2)]
    said = [running.communicate(timeout=600) for running in both]
    assert [running.returncode for running in both] == [0, 0], said
    assert sum("this happens once" in err for _, err in said) == 1


@pytest.mark.slow
def test_no_network_is_one_sentence(tmp_path: Path) -> None:
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_CONFIG_FILE": "/dev/null", "PIP_NO_CACHE_DIR": "1"}
    with lend(tmp_path) as clone:
        shutil.rmtree(clone.folder / ".venv")
        code, said = clone.piperoll("council", "list", **nowhere, PIP_FIND_LINKS="", PIP_EXTRA_INDEX_URL="")
    assert code == 1
    assert said.splitlines()[-1].startswith("Piperoll could not download its parts: there is no way to the Python")
    assert "Traceback" not in said
