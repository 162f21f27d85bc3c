"""What a benchmark reports: a name, our figure, the yardstick's in the same run, and the ratio between them."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Clock:
    """Wall seconds, and this process's CPU seconds, of a `with timed() as clock` block."""

    wall_seconds: float = 0.0
    cpu_seconds: float = 0.0


@contextmanager
def timed() -> Iterator[Clock]:
    """Time a block."""
    clock = Clock()
    wall, cpu = time.perf_counter(), time.process_time()
    try:
        yield clock
    finally:
        clock.wall_seconds, clock.cpu_seconds = time.perf_counter() - wall, time.process_time() - cpu


@dataclass(frozen=True)
class Measure:
    """`ratio` is ours to the yardstick's; `target` is what the issue asks, in words. `more` are plain figures."""

    name: str
    ratio: float | None
    target: str
    more: dict[str, float | int | str] = field(default_factory=dict)

    def __str__(self) -> str:
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        more = ", ".join(f"{k} {v:,.1f}" if isinstance(v, float) else f"{k} {v}" for k, v in self.more.items())
        return f"{self.name:<44} {ratio:>6}  (target {self.target})  {more}"


def peak_memory_mb() -> int:
    """The most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def load() -> str:
    """How busy the machine is beside us: a figure to judge the others by."""
    return f"{os.getloadavg()[0]:.1f}"


def memory_of_children_mb() -> int:
    """The most memory any one child process that has ended held."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
