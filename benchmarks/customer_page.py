"""The customer account page and the search, in milliseconds of the server's, with a million customers behind them."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator

from django.test import Client

from benchmarks.bench_books import Books
from benchmarks.many_items import LONG_ACCOUNT, fill
from benchmarks.measures import Measure, load, timed
from piperoll.authority.models import User
from piperoll.customers.models import Customer
from piperoll.customers.queries import search

SIZE = 1_000_000
ROUNDS = 15


def run(books: Books, size: int = SIZE) -> Iterator[Measure]:
    """`size` customers and five times as many items."""
    fill(books, customers=size, invoices=size * 3)
    client = Client()
    client.force_login(User.objects.get(username="bench"))
    for name, key in (
        ("an ordinary account", LONG_ACCOUNT + 35),
        ("an account of 10,000 items or a share", LONG_ACCOUNT),
    ):
        address = f"/customers/{Customer.objects.get(pk=key).reference}/"
        yield _measured(f"customer page, {name}, ms", lambda address=address: client.get(address), "< 50")
    for words in ("cust", "omer c4ca", "an1 1aa", "C000004270"):
        yield _measured(f"search for {words!r}, ms", lambda words=words: search(words), "instant")


def _measured(name: str, act: Callable[[], object], target: str) -> Measure:
    taken = []
    for _ in range(ROUNDS):
        with timed() as clock:
            act()
        taken.append(clock.wall_seconds * 1000)
    return Measure(name, None, target, {"median": statistics.median(taken), "best": min(taken), "load": load()})
