"""Where the rejected lines of a run are written: beside the feeder, never over another file."""

from __future__ import annotations

from pathlib import Path

from piperoll.foundations.refusals import Refused


class FileInTheWay(Refused):
    """{path} is there already and was not written over. Give another name with --rejected."""


def must_be_free(path: Path) -> None:
    """Raises FileInTheWay when something stands there."""
    if path.exists():
        raise FileInTheWay(path=path)


def place_for(feeder: Path, run: int, chosen: Path | None) -> Path:
    """The place asked for; else NAME.rejected.csv beside the feeder, with the run in its name when that is taken."""
    if chosen:
        return chosen
    usual = feeder.with_name(f"{feeder.stem}.rejected.csv")
    return feeder.with_name(f"{feeder.stem}.rejected-run-{run}.csv") if usual.exists() else usual


def written(place: Path, text: str, run: int) -> tuple[str, bool]:
    """Write the lines and say where they are, or how to have them elsewhere; and whether they could be written."""
    try:
        with place.open("x", encoding="utf-8", newline="") as out:
            out.write(text)
    except OSError as problem:
        why = (problem.strerror or "unknown").lower()
        return (
            f"The rejected lines could not be written to {place} ({why}). Type  ./piperoll runs {run} --rejected FILE"
        ), False
    return f"The rejected lines, each with its reason, are in {place}: correct them and send that file alone.", True
