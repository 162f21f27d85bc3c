"""What forbids an automatic allocation, in one place: ties, the sum alone, unconfirmed guesses, thin evidence."""

from __future__ import annotations

from collections.abc import Iterator

from piperoll.receipting.matching.case import Case
from piperoll.receipting.matching.evidence import Kind
from piperoll.receipting.matching.facts import OpenItem
from piperoll.receipting.matching.option import Option
from piperoll.receipting.matching.references import Trust, swapped
from piperoll.receipting.matching.sums import MOST_ITEMS_SUMMED, Owed, sets_making

Ranked = list[tuple[float, Option]]
"""Options with their bits, best first."""


def tie(case: Case, ranked: Ranked) -> str:
    """The rival that fits about as well as the best option, in words, or "". Ties are never automatic."""
    bits, best = ranked[0]
    rival = next((each for each in ranked[1:] if not _only_a_part(each[1], best)), None)
    if rival is not None and bits - rival[0] < case.weights.lead:
        return f"{rival[1].parts[0][0].reference} fits about equally well, so an officer decides"
    return _swapped_tie(ranked)


def _swapped_tie(ranked: Ranked) -> str:
    """Where the bank names nobody and no check digits tell: a bill of the same sum whose number is the one quoted but
    for two digits swapped, the commonest slip that leaves a number whole, in words, or ""."""
    best = ranked[0][1]
    if not (best.exact and best.trust is Trust.CLEAN) or best.checked:
        return ""
    quoted = best.parts[0][0].reference
    slips = (option for _, option in ranked[1:] if option.exact and option.trust is Trust.REPAIRED)
    meant = next((owed for owed in (slip.parts[0][0].reference for slip in slips) if swapped(quoted, owed)), "")
    return (
        f"{meant} is the same but for two digits swapped, and as much is owed on it: an officer decides"
        if meant
        else ""
    )


def identified(option: Option) -> bool:
    """Whether anything but the sum points here: a reference, a name, a bank account, a customer number, what came
    before under the name."""
    return Kind.REFERENCE in option.evidence or any(
        map(option.speaks, (Kind.NAME, Kind.NAMED, Kind.ACCOUNT, Kind.CUSTOMER, Kind.BEFORE))
    )


def objections(case: Case, ranked: Ranked) -> Iterator[str]:
    """Everything else that keeps the best option from being automatic, in words."""
    bits, best = ranked[0]
    payer = best.speaks(Kind.ACCOUNT) or (best.speaks(Kind.NAME) and _more_than_surname(case, best))
    guessed = best.trust is not None and best.trust <= Trust.COMPLETED and not best.checked
    quoted = best.trust is not None and (best.trust >= Trust.MENDED or (best.trust is Trust.COMPLETED and payer))
    borne_out = payer and (best.exact or best.trust is Trust.COMPLETED)
    enough = case.weights.sure_guessed if case.is_a_bill_as_it_stands else case.weights.sure_unnamed
    if guessed and not borne_out and not (best.exact and bits >= enough):
        yield "a mended reference without check digits needs the payer to agree, or a sum that hardly anybody else owes"
    if Kind.REFERENCE in best.evidence and not (best.checked or best.exact or payer or case.listed):
        yield "neither the sum nor the payer agrees"
    if Kind.SUM in best.evidence and best.evidence[Kind.SUM].bits <= case.weights.oldest_debt:
        yield "no item of that sum"
    if bits < (case.weights.sure_quoted if quoted else case.weights.sure):
        yield "the evidence is likely, not certain"


def contradictions(case: Case, ranked: Ranked) -> Iterator[str]:
    """What the payer wrote, or else owes, that speaks for another way than the best, in words: never to be unread."""
    best = ranked[0][1]
    yield from _for_another(case, best)
    if not best.exact and Kind.REFERENCE in best.evidence and (other := _just_this_sum(case, best)):
        yield f"{other.reference} of theirs is just this sum"
    if case.stray and Kind.REFERENCE not in best.evidence and (other := _just_this_sum(case, best)):
        yield f"they quote {case.stray}, and {other.reference} of theirs is just this sum too"
    if len(best.parts) > 1 and Kind.REFERENCE not in best.evidence and _may_be_of_several(case, best):
        yield "several accounts of that name owe, and the sum may be of more than one"
    if any(case.born(item) is False for item, _ in best.parts):
        yield "the date of birth they wrote is not that of whom it is for"
    elif alike := _born_alike(case, best):
        yield f"{' and '.join(alike)} have that date of birth"
    if best.unapplied_pence and any(shard.cut for shard in case.reading.shards):
        yield "more than owed, and they began another reference"


def _for_another(case: Case, best: Option) -> Iterator[str]:
    """They name whom it is for: somebody else; or this customer, which an officer confirms unless more says it."""
    if not case.said_for or {Kind.REFERENCE, Kind.CUSTOMER} & best.evidence.keys():
        return
    theirs = case.named_by_them.get(best.customer)
    if theirs is not None and sum(level >= theirs for level in case.named_by_them.values()) > 1:
        yield f"more than one customer is called {case.said_for}"
    elif theirs is not None:
        if not (best.speaks(Kind.NAME) or best.speaks(Kind.ACCOUNT)):
            yield "that name is all that points to them"
    elif not set(case.said_for.split()) <= set(best.parts[0][0].words.upper().split()):
        yield f"they say that it is for {case.said_for}"


def _just_this_sum(case: Case, best: Option) -> OpenItem | None:
    """Another of the customer's bills that is owed just what was paid."""
    paid, quoted = case.line.amount_pence, {item.item_id for item, _ in best.parts}
    owed = case.book.owed_by(best.customer)
    return next((one for one in owed if case.book.open_pence(one) == paid and one.item_id not in quoted), None)


def _may_be_of_several(case: Case, best: Option) -> bool:
    """Whether a firm's accounts together could make the sum otherwise than this one of them does."""
    others = case.accounts_of_one(best.customer)
    owed = [Owed(one, case.book.open_pence(one)) for who in (*others, best.customer) for one in case.book.owed_by(who)]
    if not any(one.item.customer != best.customer for one in owed):
        return False
    if len(owed) > MOST_ITEMS_SUMMED:
        return True
    made = sets_making(owed, case.line.amount_pence)
    return any(item.customer != best.customer for items, _ in made for item in items)


def _born_alike(case: Case, best: Option) -> list[str]:
    """Children born on one day, where the option pays for some of them, and the sum might as well be for another."""
    paid, sum_ = {item.for_whom for item, _ in best.parts if case.born(item)}, case.line.amount_pence
    owing = {
        item.for_whom
        for item in case.book.owed_by(best.customer)
        if case.born(item) and (not best.exact or case.book.open_pence(item) == sum_)
    }
    return sorted(paid | owing) if paid and owing - paid else []


def _more_than_surname(case: Case, option: Option) -> bool:
    return option.evidence[Kind.NAME].bits > case.weights.name_partly


def _only_a_part(option: Option, best: Option) -> bool:
    """Whether an option is merely one of an exact best one's references, overpaid: no rival to it."""
    return best.exact and set(option.allocations) < set(best.allocations)
