"""Which pairs of customers are likely one: splink compares all that share a key, on DuckDB, in memory of its own."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import islice
from typing import Any

from piperoll.customers.duplicates.evidence import COMPARISONS, KEYS, STRANGERS, Comparison
from piperoll.customers.duplicates.spelling import Likeness
from piperoll.database.statements import beside
from piperoll.foundations.refusals import Refused

sql = beside(__file__)
LEAST = 0.5
ROWS_AT_A_TIME = 50_000
MOST_SHARING = 12
"""What more customers share than this is no sign of anything: a care home's telephone, the commonest of names."""
SMALLEST_TOWN = 10_000
"""A name's rarity is counted as if there were at least so many customers, so that three of them are not a town."""


class DuplicatesNotInstalled(Refused):
    """Finding duplicates needs a part that is not installed. Type  ./piperoll setup --all  once, then ask again."""


@dataclass(frozen=True)
class Pair:
    """Two customers that are likely one: how likely in a hundred, and every agreement and difference in words."""

    first: Any
    second: Any
    score: int
    evidence: tuple[str, ...]


def must_be_installed() -> None:
    """Raise DuplicatesNotInstalled where splink is not."""
    try:
        import splink  # noqa: F401
    except ImportError:
        raise DuplicatesNotInstalled() from None


def likely_pairs(customers: Iterable[Likeness], *, least: float = LEAST, memory: str = "") -> list[Pair]:
    """Pairs with a chance of at least `least` of being one person, the likeliest first; `memory` is as DuckDB takes it.

    Raises DuplicatesNotInstalled.
    """
    must_be_installed()
    import duckdb
    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    with duckdb.connect(":memory:") as db:
        db.execute("SET enable_progress_bar = false")
        if memory:
            db.execute("SET memory_limit = $memory", {"memory": memory})
        db.register("given", _as_columns(customers))
        db.execute(sql.text("lay_out"), {"most": MOST_SHARING})
        db.unregister("given")
        (counts,) = db.sql(sql.text("present")).to_arrow_table().to_pylist()
        present = {column for column, many in counts.items() if many}
        comparisons = [one for one in COMPARISONS if present.issuperset(one.of)]
        if not comparisons:
            return []
        here = DuckDBAPI(connection=db)
        linker = Linker(here.register("customer"), _settings(comparisons), log_level=logging.ERROR)
        for column, rarities in (("surname", "rarity_of_surnames"), ("forename", "rarity_of_forenames")):
            rarity = db.sql(sql.text(rarities), params={"town": SMALLEST_TOWN})
            linker.table_management.register_term_frequency_lookup(here.register(rarity), column)
        found = linker.inference.predict(threshold_match_probability=least)
        return sorted(_told(found, comparisons), key=lambda pair: (-pair.score, pair.first, pair.second))


def _as_columns(customers: Iterable[Likeness]) -> Any:
    """The customers as an Arrow table, built a batch at a time."""
    import pyarrow

    names, left = [field.name for field in fields(Likeness)], iter(customers)
    tables: list[Any] = []
    while rows := list(islice(left, ROWS_AT_A_TIME)) or ([] if tables else [Likeness(0)]):
        columns = {name: [getattr(row, name) for row in rows] for name in names}
        kinds = {name: pyarrow.string() for name in names[1:]}
        tables.append(pyarrow.table({name: pyarrow.array(values, kinds.get(name)) for name, values in columns.items()}))
    return pyarrow.concat_tables(tables)


def _settings(comparisons: list[Comparison]) -> dict[str, Any]:
    from splink import block_on

    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "id",
        "probability_two_random_records_match": STRANGERS,
        "comparisons": [comparison.settings() for comparison in comparisons],
        "blocking_rules_to_generate_predictions": [block_on(*key) for key in KEYS],
        "retain_matching_columns": True,
    }


def _told(found: Any, comparisons: list[Comparison]) -> Iterator[Pair]:
    """The pairs as people read them: each comparison in words, unknown ones left out."""
    wanted = ["id_l", "id_r", "match_probability", *(f"gamma_{one.name}" for one in comparisons)]
    for first, second, chance, *gammas in zip(*(column.to_pylist() for column in _columns(found, wanted)), strict=True):
        said = (one.said(gamma) for one, gamma in zip(comparisons, gammas, strict=True))
        yield Pair(first, second, min(round(chance * 100), 99), tuple(filter(None, said)))


def _columns(found: Any, wanted: list[str]) -> Any:
    return found.as_duckdbpyrelation().to_arrow_table().select(wanted).columns
