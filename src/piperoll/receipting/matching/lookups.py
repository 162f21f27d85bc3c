"""What to fetch before a chunk of bank lines can be decided: the questions put to a database, a few in all.

Two rounds keep it quick: `reference_keys` for every line, from which most lines are settled (`decide.decide_plain`),
then `lookups` for the rest. Lists waiting for their money are few: put them all in the book first, and ask `lookups`
about their payments (`advices.payments_of`) together with the lines.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from piperoll.receipting.matching.facts import BankLine
from piperoll.receipting.matching.finder import Finder
from piperoll.receipting.matching.name_keys import payer_keys
from piperoll.receipting.matching.names import for_whom, is_anonymous
from piperoll.receipting.matching.references import neighbours, other_references
from piperoll.receipting.matching.schemes import Scheme


@dataclass(frozen=True, slots=True)
class LookupKeys:
    """What a chunk of bank lines could concern. Of every debtor fetched, fetch the open items too.

    `references`: invoice and customer numbers as written; fetch settled items too, for a payment of a settled invoice
    must be seen as such. `other_references`: words that may be a purchase order or a plan (`OpenItem.also`).
    `payer_accounts`: fetch their habits, and those customers. `name_keys`: fetch the debtors stored under them
    (`name_keys.debtor_keys`); a key shared by too many may be left out, but then whole. `name_sums`, (key, pence): the
    least a key left out still needs: debtors under it who owe an item, or an agreed instalment, of that sum.
    `payer_names`, in capitals: of those debtors, say under which of these names their bills were paid before.
    """

    references: frozenset[str]
    other_references: frozenset[str]
    payer_accounts: frozenset[Hashable]
    name_sums: frozenset[tuple[str, int]]
    name_keys: frozenset[str]
    payer_names: frozenset[str]


def reference_keys(lines: Iterable[BankLine], schemes: Iterable[Scheme]) -> frozenset[str]:
    """The references printed clean in these lines, to fetch their items and debtors."""
    finder = Finder(schemes)
    return frozenset(
        found.reference for line in lines for text in line.references for found in finder.clean(text.upper())
    )


def lookups(lines: Iterable[BankLine], schemes: Iterable[Scheme]) -> LookupKeys:
    """Everything these lines could concern."""
    finder = Finder(schemes)
    references: set[str] = set()
    others: set[str] = set()
    accounts: set[Hashable] = set()
    name_sums: set[tuple[str, int]] = set()
    payer_names: set[str] = set()
    for line in lines:
        references.update(_references(line, finder))
        others.update(other_references(line.references))
        if line.payer_account is not None:
            accounts.add(line.payer_account)
        if line.amount_pence > 0 and not is_anonymous(line.payer_name):
            name_sums.update((key, line.amount_pence) for key in payer_keys(line.payer_name))
            payer_names.add(line.payer_name.upper())
        named = payer_keys(whom) if (whom := _for_whom(line)) else ()
        name_sums.update((key, line.amount_pence) for key in named)
    return LookupKeys(
        frozenset(references),
        frozenset(others),
        frozenset(accounts),
        frozenset(name_sums),
        frozenset(key for key, _ in name_sums),
        frozenset(payer_names),
    )


def _for_whom(line: BankLine) -> str:
    return next(filter(None, map(for_whom, line.references)), "")


def _references(line: BankLine, finder: Finder) -> Iterable[str]:
    """What was read, and what is one slip away from it."""
    reading = finder.read(line.references, line.narrative)
    yield from (found.reference for found in reading.found)
    for shard in reading.shards:
        slips = finder.slippable(shard) if is_anonymous(line.payer_name) else ()
        for scheme in (*finder.repairable(shard), *slips):
            yield from neighbours(shard, scheme)
