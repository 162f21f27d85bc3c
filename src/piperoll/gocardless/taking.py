"""Taking events in: each is kept whole, once, and becomes an advice that does what the same word from Bacs would.

Events come in the order they happened. Those of one mandate are applied one after the other, those of different
mandates together. What fits nothing of ours, or asks what Piperoll does not do, waits as an exception.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from piperoll.bacs import mandates, telling
from piperoll.bacs.applying import bring_back, write_down
from piperoll.bacs.found import Found
from piperoll.bacs.models import Advice, BacsReport
from piperoll.bacs.taking_back import Ending, take_back
from piperoll.database.statements import beside
from piperoll.formats import bacs_advices, bacs_codes
from piperoll.gocardless import paying_out
from piperoll.gocardless.client import Gocardless
from piperoll.gocardless.models import GocardlessEvent, GocardlessMandate
from piperoll.gocardless.paying_out import Told
from piperoll.gocardless.rules import SAYS_HOW_FAR, Means, meaning_of
from piperoll.runs.running import RunInHand

sql = beside(__file__)
Event = dict[str, Any]


@dataclass(frozen=True)
class Taken:
    """What came of some events: how many, those known before, advices applied and left for an officer, payouts taken
    in, pence taken back."""

    run: int
    events: int
    known_before: int
    applied: int
    exceptions: int
    payouts: int
    pence_back: int


@dataclass
class Known:
    """An event with the row of ours it is about, what it means, and what became of it (none: it asks nothing)."""

    event: Event
    ours: Any = None
    means: Means | None = None
    found: Found | None = None

    @property
    def key(self) -> object:
        """Those of one mandate go one after the other."""
        return self.ours.mandate_id if self.ours else self.event["id"]


def fresh_of(events: Iterable[Event]) -> list[Event]:
    """The events never taken before, each once."""
    told = {str(one["id"]): one for one in events}
    before = {row.gocardless_id for row in sql.known(events=list(told))}
    return [one for key, one in told.items() if key not in before]


def payouts_of(there: Gocardless, events: Sequence[Event], *, waiting: bool = False) -> list[Told]:
    """The payouts that events tell of, and those that could not be taken in before, as GoCardless holds them now.

    Raises NotTaken, GocardlessAway.
    """
    named = [one["links"]["payout"] for one in events if _is_payout(one)]
    named += [row.gocardless_id for row in sql.payouts_waiting()] if waiting else []
    return [Told(*there.payout(one)) for one in dict.fromkeys(named)]


def last_told() -> datetime | None:
    """The moment of the newest event we know."""
    (row,) = sql.last_told()
    moment: datetime | None = row.at
    return moment


def take(told: Sequence[Event], fresh: Sequence[Event], payouts: Sequence[Told], *, name: str, run: RunInHand) -> Taken:
    """Apply the fresh events of those told and end the run, in one transaction. Raises NoFeesAccount."""
    with transaction.atomic():
        sql.one_at_a_time()
        fresh = fresh_of(fresh)
        done = _take(fresh, payouts, name, run)
        taken = Taken(
            run.id, len(told), len(told) - len(fresh), done["applied"], done["exceptions"], done["payouts"],
            done["pence_back"],
        )  # fmt: skip
        run.finish(**{name: value for name, value in asdict(taken).items() if name != "run"})
    return taken


def _take(events: Sequence[Event], payouts: Sequence[Told], name: str, run: RunInHand) -> Counter[str]:
    counts: Counter[str] = Counter()
    _replace(events, run)
    faults = {one.payout.id: paying_out.take_in(one, run=run) for one in payouts}
    counts["payouts"] = sum(not fault for fault in faults.values())
    sound = [one for one in payouts if not faults[one.payout.id]]
    counts["pence_back"] += paying_out.pay_back(sound, run=run, on=run.effective_on)
    known = _recognise(events)
    if known:
        kept = BacsReport.objects.create(
            kind="GoCardless", produced_on=run.effective_on, name=name[:255], run_id=run.id
        )
        for line, one in enumerate(known, 1):
            one.found = _found(one, line, faults)
        for wave in _waves([one for one in known if one.found]):
            counts["pence_back"] += _apply(wave, kept, run)
        told = [one.found for one in known if one.found]
        write_down(told, kept, run)
        counts["exceptions"] = sum(bool(one.exception) for one in told)
        counts["applied"] = len(told) - counts["exceptions"]
    _keep(known, run)
    return counts


def _is_payout(event: Event) -> bool:
    return (event["resource_type"], event["action"]) == ("payouts", "paid")


def _recognise(events: Sequence[Event]) -> list[Known]:
    """Each event with the mandate or collection of ours that it names."""
    links = [one.get("links") or {} for one in events]
    rows = {
        "mandates": {
            row.gocardless_id: row for row in sql.mandates(mandates=[one.get("mandate", "") for one in links])
        },
        "payments": {
            row.gocardless_id: row for row in sql.payments(payments=[one.get("payment", "") for one in links])
        },
    }
    found = []
    for event, link in zip(events, links, strict=True):
        about = str(event["resource_type"])
        ours = rows.get(about, {}).get(link.get(about.removesuffix("s")))
        found.append(Known(event, ours, meaning_of(about, str(event["action"]), event.get("details") or {})))
    return found


def _found(one: Known, line: int, faults: dict[str, str]) -> Found | None:
    """The advice an event becomes; None when it only says how far something is."""
    event, details = one.event, one.event.get("details") or {}
    about, action = str(event["resource_type"]), str(event["action"])
    if action in SAYS_HOW_FAR.get(about, ()) or details.get("will_attempt_retry"):
        return None
    means = one.means
    reason = means.reason if means else bacs_codes.Reason(str(details.get("description") or f"{about} {action}"), "")
    said = bacs_advices.Advice(
        line=line, kind=means.kind if means else "", reference=one.ours.reference if one.ours else "",
        code=means.code if means else "", meaning=reason.meaning, action=reason.action, mandate=reason.mandate,
        may_present_again=reason.may_present_again and not getattr(one.ours, "came_back", False),
        payer_died=reason.payer_died,
        amount_pence=getattr(one.ours, "amount_pence", None), bank_reference=str(event["id"]),
        effective_on=datetime.fromisoformat(str(event["created_at"])).date(),
    )  # fmt: skip
    found = Found(said, hashlib.sha256(f"gocardless {event['id']}".encode()).digest())
    if one.ours:
        found.mandate, found.customer = one.ours.mandate_id, one.ours.customer_id
        found.collection = getattr(one.ours, "collection_id", None)
        found.collected_on = getattr(one.ours, "collect_on", None)
    _judge(one, found, faults)
    return found


def _judge(one: Known, found: Found, faults: dict[str, str]) -> None:
    """Whether an officer must look, or what is already plain."""
    event, ended = one.event, getattr(one.ours, "what", None)
    about, link = str(event["resource_type"]), event.get("links") or {}
    if _is_payout(event):
        found.exception = faults.get(link["payout"], "")
        found.done = "" if found.exception else "It is expected on the bank statement, and clears itself there."
    elif one.means is None:
        named = link.get(about.removesuffix("s"), "it")
        found.exception = (
            f"GoCardless says “{about} {event['action']}”, which Piperoll does not do: look at {named} there."
        )
    elif one.ours is None:
        found.exception = f"GoCardless names {link.get(about.removesuffix('s'), 'nothing')}, which is none of ours."
    elif ended and one.means.kind != "withdrawn":
        found.exception = f"Collection DD-{found.collection} was {ended} before; nothing is taken back twice."


def _waves(known: Sequence[Known]) -> list[list[Known]]:
    """Events in turns: in each, one of a mandate at most."""
    waves: dict[int, list[Known]] = defaultdict(list)
    turns: Counter[object] = Counter()
    for one in known:
        waves[turns[one.key]].append(one)
        turns[one.key] += 1
    return list(waves.values())


def _apply(wave: Sequence[Known], kept: BacsReport, run: RunInHand) -> int:
    """Do what the events of one turn say; the pence taken back."""
    on = run.effective_on
    fit = [one for one in wave if one.found and one.means and not one.found.exception]
    kinds: dict[str, list[Found]] = defaultdict(list)
    for one in fit:
        assert one.found
        assert one.means
        if getattr(one.ours, "is_newest", True):
            kinds[one.means.kind].append(one.found)
        else:
            one.found.done = "It is about an account that is not collected from any more."
    pence = bring_back(kinds["ARUDD"], kept, run=run, on=on)
    pence += _end(kinds["DDICA"], "claim", "Charged back", run, on) + _end(kinds["withdrawn"], "withdraw", "", run, on)
    followed = [found for kind in ("DDICA", "ADDACS", "AUDDIS", "fact") for found in kinds[kind]]
    mandates.follow(followed, kept, run=run, on=on)
    telling.tell_changes(followed, run=run, on=on)
    telling.leave_to_an_officer(followed)
    for one in fit:
        assert one.found
        assert one.means
        if not one.found.done:
            one.found.done, one.found.next_step = "Nothing had to be changed.", ""
        if one.means.kind == "ARUDD" and not one.means.code:
            one.found.exception = f"GoCardless gives no reason we know: {one.found.said.meaning}. Look at the mandate."
    return pence


def _end(found: Sequence[Found], event: str, why: str, run: RunInHand, on: date) -> int:
    """Collections whose payer took the money back, or that GoCardless never asked for: what they paid is owed again."""
    endings = [
        Ending(one.collection, event, one.said.code, f"{why}: {one.said.meaning}".removeprefix(": "), on)
        for one in found
        if one.collection is not None
    ]
    back = take_back(endings, run=run.id, at=run.at)
    for one in found:
        one.done = "What it paid is owed again, from its own due date."
    return int(back.pence)


def _replace(events: Sequence[Event], run: RunInHand) -> None:
    """Their new mandates for the same accounts, used from now on, before anything is said of them."""
    links = [one["links"] for one in events if (one["resource_type"], one["action"]) == ("mandates", "replaced")]
    ours = {row.gocardless_id: row for row in sql.mandates(mandates=[one["mandate"] for one in links])}
    for one in links:
        if one["mandate"] in ours and one.get("new_mandate"):
            was = ours[one["mandate"]]
            GocardlessMandate.objects.get_or_create(
                gocardless_id=one["new_mandate"],
                defaults={"mandate_id": was.mandate_id, "account_id": was.account_id, "run_id": run.id},
            )


def _keep(known: Sequence[Known], run: RunInHand) -> None:
    """Every event as it was told, with its advice."""
    prints = [one.found.fingerprint for one in known if one.found]
    advices = {bytes(one.fingerprint): one.pk for one in Advice.objects.filter(fingerprint__in=prints)}
    GocardlessEvent.objects.bulk_create(
        GocardlessEvent(
            gocardless_id=one.event["id"], about=str(one.event["resource_type"])[:40],
            action=str(one.event["action"])[:60], happened_at=datetime.fromisoformat(str(one.event["created_at"])),
            told=json.dumps(one.event, ensure_ascii=False), run_id=run.id,
            advice_id=advices.get(one.found.fingerprint) if one.found else None,
        )
        for one in known
    )  # fmt: skip
