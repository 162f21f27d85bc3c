"""Statements written in any format we read, by its name."""

from __future__ import annotations

from collections.abc import Iterable

from piperoll.formats import bai2_writer, bankline_writer, camt_writer, csv_writer, mt940_writer
from piperoll.formats.csv_profiles import PROFILES
from piperoll.formats.statements import Statement

FORMATS = (
    "camt.053.001.08",
    "camt.053.001.02",
    "mt940",
    "bai2",
    "bankline",
    *("csv:" + profile.name for profile in PROFILES),
)


def write_statements(statements: Iterable[Statement], format_name: str) -> bytes:
    """The file in one of FORMATS. What the format has no place for is left out; see each writer. Raises ValueError."""
    if format_name.startswith("csv:"):
        return csv_writer.write(statements, format_name)
    if format_name.startswith("camt.053"):
        return camt_writer.write(statements, version=2 if format_name.endswith(".02") else 8)
    writers = {"mt940": mt940_writer.write, "bai2": bai2_writer.write, "bankline": bankline_writer.write}
    if format_name not in writers:
        raise ValueError(f"{format_name} is none of {', '.join(FORMATS)}")
    return writers[format_name](statements)
