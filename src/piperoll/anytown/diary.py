"""What happens when in Anytown: the rounds on which services bill, and the windows their banks' statements cover."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from piperoll.anytown.dice import working_day

SHARES = {"ASC": 0.22, "RENT": 0.08, "TRADE": 0.14, "LIC": 0.10, "BUS": 0.14, "MUSIC": 0.14, "BC": 0.06, "GARDEN": 0.12}
"""How many of Anytown's customers first came through each service."""

_ROUNDS: dict[int, dict[str, tuple[float, float]]] = {
    392: {"RENT": (0.5, 0), "TRADE": (0.5, 0), "LIC": (0.4, 0), "BC": (0.25, 0)},
    266: {"GARDEN": (0.5, 0)},
    140: {"RENT": (0.3, 0.85), "TRADE": (0.25, 0.8), "BC": (0.25, 0)},
    84: {"BUS": (0.85, 0), "MUSIC": (0.6, 0)},
    70: {"ASC": (0.5, 0)},
    42: {"ASC": (0.12, 0.95), "RENT": (0.1, 0.9), "LIC": (0.25, 0.2)},
    28: {"TRADE": (0.15, 0.85), "LIC": (0.2, 0.1), "MUSIC": (0.2, 0.1), "BC": (0.25, 0.05), "GARDEN": (0.3, 0.1)},
    14: {"ASC": (0.12, 0.95)},
    0: {"ASC": (0.26, 0.2), "RENT": (0.1, 0.5), "TRADE": (0.1, 0.25), "LIC": (0.15, 0.08), "BUS": (0.15, 0.15),
        "MUSIC": (0.2, 0.3), "BC": (0.25, 0.1), "GARDEN": (0.2, 0.15)},
}  # fmt: skip
"""Days before today: for each service, its share of new customers and the chance that one it has is billed again."""

ALSO_BILLS = {"TRADE": "RENT", "LIC": "TRADE", "MUSIC": "BUS", "GARDEN": "MUSIC"}
"""Services that bill a few of another's customers too."""

ALSO_CHANCE = 0.08


_TURN = 45
"""Days before today from which the newer half of the history runs."""


class Round(NamedTuple):
    """One feeder: a service bills on a day its new customers (`places`), and each it had with chance `again`."""

    service: str
    on: date
    places: range
    again: float
    had: tuple[range, ...]
    also: tuple[range, ...]


class Window(NamedTuple):
    """The days one file of each bank covers, both included, and the folder it goes to."""

    first: date
    last: date
    folder: str


def rounds(on: date, size: int) -> list[Round]:
    """Every feeder up to the day itself, in the order they come in; customers are numbered in that order too."""
    found: list[Round] = []
    placed: dict[str, list[range]] = {service: [] for service in SHARES}
    shares: dict[str, float] = dict.fromkeys(SHARES, 0.0)
    next_place = 0
    for ago, services in _ROUNDS.items():
        earlier = {service: tuple(ranges) for service, ranges in placed.items()}
        for service, (new, again) in services.items():
            before = round(size * SHARES[service] * shares[service])
            shares[service] += new
            many = round(size * SHARES[service] * shares[service]) - before
            places = range(next_place, next_place + many)
            next_place += many
            also = earlier[ALSO_BILLS[service]] if service in ALSO_BILLS else ()
            found.append(Round(service, on - timedelta(days=ago), places, again, earlier[service], also))
            placed[service].append(places)
    return found


def windows(on: date) -> tuple[Window, ...]:
    """A long look back, the weeks since, the day itself, and the next for whoever wants to try alone."""
    earlier, tomorrow = weekday_before(on), working_day(on + timedelta(days=1))
    turn = on - timedelta(days=_TURN)
    return (
        Window(on - timedelta(days=max(_ROUNDS)), turn - timedelta(days=1), "history/1"),
        Window(turn, earlier, "history/2"),
        Window(on, on, "day"),
        Window(tomorrow, tomorrow, "tomorrow"),
    )


def weekday_before(on: date) -> date:
    """The last working day before, bank holidays apart: Friday for a Monday."""
    return on - timedelta(days=1 if 0 < on.weekday() < 6 else 3 if on.weekday() == 0 else 2)
