"""Finding the same customer twice: precision, recall and time, on customers of Anytown with known duplicates.

./piperoll bench duplicates --size 100000
PYTHONPATH=src:. .venv/bin/python -m benchmarks.duplicates FOLDER      # public sets: fake_1000.csv, historical_figures_…_50k.parquet
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.measures import Measure, load, peak_memory_mb, timed
from piperoll.anytown.customers import Customer, customer
from piperoll.anytown.people import a_person
from piperoll.anytown.places import address
from piperoll.customers.duplicates.engine import Pair, likely_pairs
from piperoll.customers.duplicates.spelling import Likeness, likeness, words_of

SIZE = 100_000
SEED = 20_261_122
SERVICES = ("ASC", "RENT", "TRADE", "LIC", "BUS", "MUSIC", "BC", "GARDEN")
FAMILIES, TWICE = 0.15, 0.03
"""The share of customers who are a relation of the one before, at the same address; and of those there twice."""


def run(books: object, size: int = SIZE) -> Iterator[Measure]:
    """`size` customers, of whom some are families and some are there twice under another spelling."""
    rng = Random(SEED)
    everybody, whose = _town(rng, size)
    with timed() as clock:
        found = likely_pairs(everybody)
    yield _judged(f"duplicates among {size:,} of Anytown", found, whose, clock.wall_seconds)


def _judged(name: str, found: Sequence[Pair], whose: Mapping[Any, Any], seconds: float) -> Measure:
    right = sum(whose[pair.first] == whose[pair.second] for pair in found)
    there = sum(many * (many - 1) // 2 for many in Counter(whose.values()).values())
    precision, recall = right / max(len(found), 1), right / max(there, 1)
    return Measure(
        name, None, "precise, and minutes for a million",
        {
            "precision": f"{precision:.4f}", "recall": f"{recall:.4f}", "F1": f"{2 * precision * recall / (precision + recall):.4f}",
            "pairs found": len(found), "pairs there": there, "seconds": seconds, "peak MB": peak_memory_mb(), "load": load(),
        },
    )  # fmt: skip


def _town(rng: Random, size: int) -> tuple[list[Likeness], dict[int, int]]:
    everybody: list[Likeness] = []
    whose: dict[int, int] = {}
    before: Customer | None = None
    for place in range(size):
        who = customer(SEED, place, rng.choice(SERVICES))
        if before and before.person and rng.random() < FAMILIES:
            person = a_person(rng, family=before.person.last)
            who = who._replace(kind="person", name=person.full, person=person, address=before.address)
        before = who
        whose[len(everybody)] = place
        everybody.append(_compared(len(everybody), who))
        if rng.random() < TWICE:
            whose[len(everybody)] = place
            everybody.append(_compared(len(everybody), _written_again(rng, who)))
    return everybody, whose


def _compared(key: int, who: Customer) -> Likeness:
    return likeness(
        id=key, name=who.name, is_body=who.is_body, address="\n".join(who.address.lines), postcode=who.address.postcode,
        email=who.email, phone=who.phone,
    )  # fmt: skip


def _written_again(rng: Random, who: Customer) -> Customer:
    """The same customer as another service writes them: a slip or two, and half of what reaches them forgotten."""
    name, home = who.name, who.address
    first, *_, last = who.name.split()
    slips = rng.choice(("title", "initial", "letter", "moved", "postcode", "none"))
    if slips == "title" and who.person:
        name = f"{who.person.first} {who.person.last}"
    elif slips == "initial" and who.person:
        name = f"{first} {who.person.first[0]} {who.person.last}"
    elif slips == "letter" and len(last) > 4:
        at = rng.randrange(1, len(last) - 2)
        name = who.name[: -len(last)] + last[:at] + last[at + 1] + last[at] + last[at + 2 :]
    elif slips == "moved":
        home = address(rng.randrange(10**6, 2 * 10**6), business=False)
    elif slips == "postcode":
        home = home._replace(postcode=home.postcode[:-1] + rng.choice("ABDEFGH"))
    keeps_email, keeps_phone = rng.random() < 0.5, rng.random() < 0.6 or slips == "moved"
    return who._replace(
        name=name, address=home, email=who.email if keeps_email else "", phone=who.phone if keeps_phone else ""
    )


def public_sets(folder: Path) -> Iterator[Measure]:
    """Splink's own public sets, if they are in the folder: they know people by name, birthday, email or postcode."""
    import duckdb

    for file, (columns, told) in _SETS.items():
        if not (path := folder / file).exists():
            continue
        rows = duckdb.sql(f"SELECT {columns} FROM '{path}'").fetchall()
        people = [told(row) for row in rows]
        with timed() as clock:
            found = likely_pairs(people)
        yield _judged(file, found, {row[0]: row[-1] for row in rows}, clock.wall_seconds)


def _fake(row: Sequence[Any]) -> Likeness:
    key, first, last, born, email, _ = (one if one is not None else "" for one in row)
    return likeness(id=key, name=f"{first} {last}", first_name=first, last_name=last, email=email, born=born)


def _historical(row: Sequence[Any]) -> Likeness:
    key, name, first, last, born, postcode, _ = (one if one is not None else "" for one in row)
    person = likeness(id=key, name=name, first_name=first, last_name=last, postcode=postcode, born=born)
    return replace(person, whole_name=" ".join(sorted(set(words_of(name)))) or None)


_SETS: dict[str, tuple[str, Any]] = {
    "fake_1000.csv": ("unique_id, first_name, surname, dob::varchar, email, cluster", _fake),
    "historical_figures_with_errors_50k.parquet": (
        "unique_id, full_name, first_name, surname, dob::varchar, postcode_fake, cluster", _historical,
    ),
}  # fmt: skip

if __name__ == "__main__":
    for measure in public_sets(Path(sys.argv[1])):
        print(measure)
