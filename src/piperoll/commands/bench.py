"""Measure Piperoll beside PostgreSQL's own limits: each figure is a ratio taken in one run.

Works in a council of its own called bench, whose books it empties first. With no name it runs every benchmark.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from piperoll.commands.answers import Answer
from piperoll.config import councils, process
from piperoll.config.environment import CLONE
from piperoll.foundations.refusals import Refused

GROUP = "Building Piperoll"
NEEDS_DATABASE = False
COUNCIL = "bench"


class NoSuchBenchmark(Refused):
    """There is no benchmark called {name}. There are: {names}."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="*", help="which to run (else all)")
    parser.add_argument("--size", type=int, help="how many rows, where a benchmark takes a size")


def run(options: argparse.Namespace) -> Answer:
    sys.path.insert(0, str(CLONE))
    there = sorted(file.stem for file in Path(CLONE, "benchmarks").glob("*.py") if "def run(" in file.read_text())
    for name in options.name:
        if name not in there:
            raise NoSuchBenchmark(name=name, names=", ".join(there))
    councils.add(COUNCIL)
    process.serve_council(COUNCIL, with_database=True)
    from benchmarks.bench_books import bench_books

    from piperoll.config.migrating import migrate

    migrate(sys.stderr)
    measures: list[Any] = []
    with bench_books() as books:
        for name in options.name or there:
            for measure in _measures(importlib.import_module(f"benchmarks.{name}").run, books, options.size):
                measures.append(measure)
                print(measure, file=sys.stderr, flush=True)
    return Answer({m.name: {"ratio": m.ratio, "target": m.target, **m.more} for m in measures}, "")


def _measures(benchmark: Callable[..., Any], books: Any, size: int | None) -> Any:
    takes_size = size is not None and "size" in inspect.signature(benchmark).parameters
    return benchmark(books, size=size) if takes_size else benchmark(books)
