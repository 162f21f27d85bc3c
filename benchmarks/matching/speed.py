"""Lines decided a second, on the processor's own clock: `python benchmarks/matching/speed.py DIR`."""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

from piperoll.receipting.matching.bench_folder import read_book, read_lines
from piperoll.receipting.matching.decide import decide_all
from piperoll.receipting.matching.facts import BankLine
from piperoll.receipting.matching.lookups import lookups


def rate(what: str, lines: int, work: object) -> None:
    """Time one call."""
    began = time.process_time()
    work()  # type: ignore[operator]
    print(f"{what:34}{lines / (time.process_time() - began):>9,.0f} lines a second a core ({lines:,} lines)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    book, lines = read_book(folder), read_lines(folder, "camt")
    rate("mixed, as the statement comes", len(lines), lambda: decide_all(lines, book))
    rate("what to fetch for them (lookups)", len(lines), lambda: lookups(lines, book.finder.schemes))
    fresh = read_book(folder)
    clean = [
        BankLine(
            n, item.due_on, item.open_pence, "BGC", fresh.debtors[item.customer].name[:18], references=(item.reference,)
        )
        for n, item in enumerate(fresh.items.values())
        if item.open_pence > 0
    ]
    rate("clean references", len(clean), lambda: decide_all(clean, fresh))
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
