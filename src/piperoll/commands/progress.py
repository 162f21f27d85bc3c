"""A count on standard error while something long goes on: on a terminal only, so that scripts read nothing of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_A_LINE_EVERY = 0.2


@contextmanager
def counting(what: str, total: int = 0) -> Iterator[Callable[..., None]]:
    """Yields `show(done)`, to be called as often as one likes; with a total, told now or as `show(done, of)`, it is a
    bar."""
    shown_at = 0.0
    on_terminal = sys.stderr.isatty()

    def show(done: int, of: int = total) -> None:
        nonlocal shown_at
        clock = time.monotonic()
        if on_terminal and (clock - shown_at > _A_LINE_EVERY or done == of):
            shown_at = clock
            print(f"\r{_bar(done, of)}{done:,} {what}", end="\033[K", file=sys.stderr, flush=True)

    yield show
    if shown_at:
        print(file=sys.stderr)


def _bar(done: int, total: int) -> str:
    if not total:
        return ""
    filled = round(30 * done / total)
    return f"{'█' * filled}{'░' * (30 - filled)} {100 * done // total:>3}%  "
