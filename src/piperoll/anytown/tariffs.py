"""What each service of Anytown charges for: the lines of a bill, its terms, and how it may be paid in parts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from piperoll.anytown.dice import between, happens, one_of

VAT_OF = {
    "ASC01": "N", "ASC02": "N", "ASC03": "S", "RENT01": "E", "RENT02": "S", "TW01": "N", "TW02": "S", "LIC01": "N",
    "LIC02": "N",
    "BUS01": "Z", "MUS01": "E", "MUS02": "S", "BC01": "S", "BC02": "O", "GW01": "N",
}  # fmt: skip
"""The VAT code of each income code, as the council's set-up file has it."""


class Line(NamedTuple):
    """One charge: `price_pence` is the price of one, VAT apart."""

    income_code: str
    description: str
    quantity: Decimal
    price_pence: int
    period: tuple[date, date] | None = None


class Wanted(NamedTuple):
    """What a service asks to be billed for one customer. No `due_on` means the service's usual terms."""

    lines: tuple[Line, ...]
    due_on: date | None = None
    instalments: int = 1


def _line(code: str, about: str, quantity: float, price_pence: int, period: tuple[date, date] | None = None) -> Line:
    return Line(code, about, Decimal(str(quantity)), price_pence, period)


def home_care(rng: Random, on: date) -> list[Wanted]:
    """Four weeks of care at home, and dinners for some."""
    weeks = (on - timedelta(days=28), on - timedelta(days=1))
    if happens(rng, 0.08):
        fee = between(rng, 180, 640) * 100 + 50
        return [Wanted((_line("ASC02", "Residential care contribution, The Laurels, per week", 4, fee, weeks),))]
    lines = [
        _line(
            "ASC01", "Home care contribution, per hour", between(rng, 6, 56) / 2, one_of(rng, (1685, 1740, 1810)), weeks
        )
    ]
    if happens(rng, 0.35):
        lines.append(_line("ASC01", "Day centre, The Old Library, per session", between(rng, 2, 12), 1275, weeks))
    if happens(rng, 0.4):
        lines.append(_line("ASC03", "Hot dinner delivered (pudding included)", between(rng, 8, 28), 495, weeks))
    if happens(rng, 0.2):
        lines.append(_line("ASC01", "Careline pendant, per week", 4, 420, weeks))
    return [Wanted(tuple(lines))]


def commercial_rent(rng: Random, on: date) -> list[Wanted]:
    """A quarter's rent in advance, due on the quarter day; some properties are opted to tax."""
    due_on = quarter_day_after(on)
    quarter = (due_on, quarter_day_after(due_on) - timedelta(days=1))
    code, what = one_of(
        rng, (("RENT01", "shop"), ("RENT01", "workshop"), ("RENT02", "industrial unit"), ("RENT02", "market stall"))
    )
    lines = [_line(code, f"Rent of {what}, quarter in advance", 1, between(rng, 18, 260) * 2500, quarter)]
    if code == "RENT02" and happens(rng, 0.6):
        lines.append(
            _line("RENT02", "Service charge: lights, lifts and the pigeon net", 1, between(rng, 40, 400) * 105, quarter)
        )
    return [Wanted(tuple(lines), due_on)]


def trade_waste(rng: Random, on: date) -> list[Wanted]:
    """Bins emptied and sacks sold, for one site or two."""
    quarter = (on - timedelta(days=91), on - timedelta(days=1))
    bills = []
    for site in range(1 + happens(rng, 0.15)):
        litres, price = one_of(rng, ((240, 745), (660, 1390), (1100, 1985)))
        where = f", site {site + 1}" if site else ""
        lines = [_line("TW01", f"Trade bin {litres} litres emptied{where}", between(rng, 6, 39), price, quarter)]
        if happens(rng, 0.3):
            lines.append(_line("TW02", "Prepaid sacks, roll of 25 (the purple ones)", between(rng, 1, 6), 4880))
        bills.append(Wanted(tuple(lines)))
    return bills


def licences(rng: Random, on: date) -> list[Wanted]:
    """A year's licence for premises or a taxi, each on its own invoice."""
    year = (on, date(on.year + 1, on.month, min(on.day, 28)) - timedelta(days=1))
    if happens(rng, 0.4):
        return [
            Wanted((_line("LIC02", f"Hackney carriage licence, plate {between(rng, 11, 299)}", 1, 31500, year),))
            for _ in range(1 + happens(rng, 0.2))
        ]
    fee = one_of(rng, (7000, 18000, 29500, 32000, 35000))
    lines = [_line("LIC01", "Premises licence, annual fee", 1, fee, year)]
    if happens(rng, 0.25):
        lines.append(_line("LIC01", "Pavement tables, per table", between(rng, 2, 8), 2500, year))
    return [Wanted(tuple(lines))]


def school_buses(rng: Random, on: date) -> list[Wanted]:
    """A bus pass for each child, paid over the terms by those who ask."""
    term = (on, on + timedelta(days=112))
    parts = one_of(rng, (1, 1, 3, 3))
    return [
        Wanted(
            (
                _line(
                    "BUS01",
                    f"School bus pass, route {between(rng, 1, 44)}",
                    1,
                    one_of(rng, (18750, 24900, 31500)),
                    term,
                ),
            ),
            None,
            parts,
        )
        for _ in range(1 + happens(rng, 0.22))
    ]


def music_lessons(rng: Random, on: date) -> list[Wanted]:
    """Lessons for a term and the hire of the instrument, in monthly parts."""
    term = (on, on + timedelta(days=84))
    instrument = one_of(
        rng, ("Violin", "Cornet", "Bassoon", "Drum kit", "Clarinet", "Ukulele", "Tenor horn", "Bagpipe (chanter only)")
    )
    lines = [
        _line(
            "MUS01", f"{instrument} lessons, per half hour", between(rng, 8, 12), one_of(rng, (1650, 1875, 2100)), term
        )
    ]
    if happens(rng, 0.45):
        lines.append(_line("MUS02", f"{instrument} hire, per term", 1, 3250, term))
    return [Wanted(tuple(lines), None, one_of(rng, (1, 3, 3, 4)))]


def building_control(rng: Random, on: date) -> list[Wanted]:
    """Plans checked and works inspected; now and then a wall made safe."""
    if happens(rng, 0.12):
        return [
            Wanted(
                (
                    _line(
                        "BC02",
                        "Dangerous structure made safe: chimney leaning on the Methodists",
                        1,
                        between(rng, 300, 2400) * 100,
                    ),
                )
            )
        ]
    works = one_of(
        rng,
        ("loft conversion", "garage into granny annexe", "rear extension", "barn into three homes", "new boiler house"),
    )
    lines = [_line("BC01", f"Building regulations charge, {works}", 1, between(rng, 16, 90) * 1000)]
    if happens(rng, 0.5):
        lines.append(_line("BC01", "Site inspection", between(rng, 1, 4), 7450))
    return [Wanted(tuple(lines))]


def garden_waste(rng: Random, on: date) -> list[Wanted]:
    """A year of brown bins."""
    year = (on, date(on.year + 1, on.month, min(on.day, 28)))
    return [
        Wanted((_line("GW01", "Garden waste subscription, brown bin", one_of(rng, (1, 1, 1, 1, 2, 3)), 5200, year),))
    ]


TARIFFS: dict[str, Callable[[Random, date], list[Wanted]]] = {
    "ASC": home_care, "RENT": commercial_rent, "TRADE": trade_waste, "LIC": licences, "BUS": school_buses,
    "MUSIC": music_lessons, "BC": building_control, "GARDEN": garden_waste,
}  # fmt: skip
FILE_NAMES = {
    "ASC": "home-care", "RENT": "commercial-rent", "TRADE": "trade-waste", "LIC": "licences", "BUS": "school-buses",
    "MUSIC": "music-lessons", "BC": "building-control", "GARDEN": "garden-waste",
}  # fmt: skip


def quarter_day_after(on: date) -> date:
    """The next of the English quarter days: Lady Day, Midsummer, Michaelmas, Christmas."""
    days = [
        date(year, month, day)
        for year in (on.year, on.year + 1)
        for month, day in ((3, 25), (6, 24), (9, 29), (12, 25))
    ]
    return next(day for day in days if day > on)
