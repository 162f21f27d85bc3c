"""A deed done in a process of its own that is killed as it begins a statement: kill -9 at every instant, one by one."""

from __future__ import annotations

import os
import signal
import threading
import time
import traceback
from collections.abc import Callable
from itertools import count
from typing import Any

from django.db import connection, connections

from piperoll.foundations.refusals import Refused
from piperoll.runs.running import StillWorking


def dies_before(statement: int, deed: Callable[[], Any]) -> bool:
    """Do it in a child that is killed before its n-th statement; False where it ended before it came to that."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        _do_and_die(statement, deed)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) == 0, "the deed failed: its fault stands above"
    return False


def killed_everywhere(deed: Callable[[], Any], check: Callable[[int], None], *, every: int = 1) -> int:
    """Have it die before its first statement, then its second (or so many on), until one comes to its end; check after
    each death. The statement it died at last.

    What a death left behind is there for the next, as on a bad day.
    """
    for n in count(1, every):
        if not dies_before(n, deed):
            return n - every
        check(n)
    raise AssertionError("never")


def _do_and_die(statement: int, deed: Callable[[], Any]) -> None:
    seen = 0

    def counting(execute: Any, *asked: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == statement:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*asked)

    try:
        with connection.execute_wrapper(counting):
            _once_the_dead_let_go(deed)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _once_the_dead_let_go(deed: Callable[[], Any]) -> None:
    """The server notices a moment later that somebody died; a refusal ends a deed as well as its success."""
    for _ in range(200):
        try:
            deed()
        except StillWorking:
            time.sleep(0.05)
        except Refused:
            return
        else:
            return
    raise AssertionError("somebody dead still holds the run")


def at_once(*deeds: Callable[[], Any]) -> list[str]:
    """What became of deeds begun at one moment: `done`, or the name of the refusal."""
    came: list[str] = []
    together = threading.Barrier(len(deeds))

    def one(deed: Callable[[], Any]) -> None:
        try:
            together.wait()
            deed()
            came.append("done")
        except Refused as refusal:
            came.append(type(refusal).__name__)
        except BaseException as fault:
            came.append(repr(fault))
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(came)
