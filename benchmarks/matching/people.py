"""Names for invented councils: people and firms, some surnames far commoner than others, and how banks show them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path


def _names() -> dict[str, list[str]]:
    """The lists in names.txt: a heading, then its names indented."""
    lists: dict[str, list[str]] = {}
    heading = ""
    for line in (Path(__file__).parent / "names.txt").read_text().splitlines():
        if not line.startswith(" "):
            heading = line
        lists.setdefault(heading, []).extend(line.split() if line.startswith(" ") else ())
    return lists


NAMES = _names()
FIRST, LAST, HOUSE, TRADE = (NAMES[each] for each in ("first", "last", "house", "trade"))
TITLES = ("MR", "MRS", "MISS", "MS", "DR")
FORM = ("LTD", "LIMITED", "PLC", "LLP", "& DAUGHTERS LTD", "(SOUTH) LTD", "", "CIC")


@dataclass(frozen=True)
class Payer:
    """A customer or a stranger: `first` and `last` for people, `name` as billed."""

    name: str
    title: str = ""
    first: str = ""
    last: str = ""

    @property
    def person(self) -> bool:
        return bool(self.last)


def somebody(rng: random.Random) -> Payer:
    """A person three times in four, else a firm. Surnames thin out as the list goes on."""
    if rng.random() < 0.75:
        last = rng.choices(LAST, weights=[1 / (place + 4) for place in range(len(LAST))])[0]
        title, first = rng.choice(TITLES), rng.choice(FIRST)
        return Payer(f"{title} {first} {last}", title, first, last)
    return Payer(" ".join(filter(None, (rng.choice(HOUSE), rng.choice(TRADE), rng.choice(FORM)))))


def as_bank_shows(payer: Payer, rng: random.Random, *, slips: float) -> str:
    """The name on the line: an order, initials, a couple; cut to 18 letters; a slip of the keys now and then."""
    if payer.person:
        initial, second = payer.first[0], rng.choice("ABCDEFGHJKLMNPRSTW")
        name = rng.choice(
            (
                f"{payer.title} {initial} {payer.last}",
                f"{payer.title} {initial} {second} {payer.last}",
                f"{payer.last} {initial}",
                f"{payer.last} {initial}{second}",
                f"{initial} {payer.last}",
                f"{payer.first} {payer.last}",
                f"{payer.last} {payer.first}",
                f"{initial} & {second} {payer.last}",
            )
        )
    else:
        name = payer.name if rng.random() < 0.6 else " ".join(payer.name.split()[:2])
    if rng.random() < slips:
        at = rng.randrange(1, len(name) - 1)
        name = rng.choice((name[:at] + name[at + 1 :], name[:at] + name[at + 1] + name[at] + name[at + 2 :]))
    return name[:18].rstrip()
