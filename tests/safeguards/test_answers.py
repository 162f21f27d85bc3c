"""What each flag and hold means for each act: asked of one customer, of everybody at once, and of a slow twin."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from piperoll.customers.merge_customers import merge_customers
from piperoll.customers.models import Address, Contact, Customer, JointMember
from piperoll.foundations.actors import Actor
from piperoll.safeguards.answers import NoSuchAct, barred, may_each, may_i
from piperoll.safeguards.models import Flag, FlagEnd, Hold, HoldRelease, Representative, RepresentativeEnd, Rule
from piperoll.safeguards.routing import route
from piperoll.safeguards.rules import ACTS, FLAGS, HOLDS
from safeguards.people import flag, hold, represent, somebody
from the_day import MONDAY, MORNING, ask

BARRED_BY_A_FLAG = {
    "vulnerable": "send_reminder text issue_claim refer_to_agent",
    "deceased": "bill send_reminder telephone text set_up_mandate collect set_off charge_interest issue_claim refer_to_agent",
    "gone_away": "send_invoice send_statement send_statements send_credit_note send_letter send_reminder set_up_mandate issue_claim",
    "insolvent": "send_statements send_reminder telephone text collect set_off charge_interest issue_claim refer_to_agent",
    "minor": "bill send_invoice send_statement send_statements send_credit_note send_letter send_reminder telephone text charge_interest issue_claim refer_to_agent",
    "restricted": "refer_to_agent",
}


@pytest.mark.parametrize("kind", list(FLAGS))
def test_every_flag_is_obeyed_by_every_act(manager: Actor, kind: str) -> None:
    customer = somebody(manager)
    flag(manager, customer, kind)
    refused = {act for act in ACTS if not may_i(act, customer, MONDAY).allowed}
    assert refused == set(BARRED_BY_A_FLAG[kind].split())
    assert all(may_i(act, customer, MONDAY).reasons for act in ACTS), "every rule says something"
    assert may_each(customer, MONDAY) == [may_i(act, customer, MONDAY) for act in ACTS]


def test_every_flag_and_act_has_a_rule_with_a_source(manager: Actor) -> None:
    told = set(Rule.objects.exclude(source="").values_list("state", "act"))
    assert {(state, act) for state in FLAGS for act in ACTS} <= told


def test_somebody_who_may_act_opens_what_a_flag_closes(manager: Actor) -> None:
    child, late = somebody(manager, "Master Tom Fish"), somebody(manager, "Mr Abel Late")
    flag(manager, child, "minor")
    flag(manager, late, "deceased")
    represent(manager, child, "parent")
    represent(manager, late, "attorney")
    assert may_i("bill", child, MONDAY).allowed
    assert not may_i("bill", late, MONDAY).allowed, "an attorney’s power ended with the death"
    represent(manager, late, "executor", "Mrs Wilma Late")
    assert may_i("bill", late, MONDAY).allowed
    assert not may_i("send_reminder", late, MONDAY).allowed, "no reminder to the grieving, executor or not"


def test_a_hold_ends_by_itself_and_one_on_an_invoice_leaves_the_customer_alone(manager: Actor) -> None:
    customer, other = somebody(manager), somebody(manager, "Ms Una Other")
    hold(manager, customer, days=14)
    hold(manager, other, invoice_id=77, invoice_number="AT77")
    assert not may_i("send_reminder", customer, MONDAY + timedelta(days=14)).allowed
    assert may_i("send_reminder", customer, MONDAY + timedelta(days=15)).allowed
    assert may_i("send_reminder", other, MONDAY).allowed


def test_breathing_space_of_one_protects_the_debt_of_both(manager: Actor) -> None:
    one, two, both = (
        somebody(manager, "Mr A"),
        somebody(manager, "Ms B"),
        somebody(manager, "Mr A and Ms B", kind="joint"),
    )
    for member in (one, two):
        JointMember.objects.create(account_id=both, member_id=member, valid_from=MONDAY)
    hold(manager, one, "breathing_space")
    answer = may_i("send_reminder", both, MONDAY)
    assert not answer.allowed
    assert answer.reasons[0].startswith("Mr A, liable together: on hold until")
    assert may_i("send_reminder", two, MONDAY).allowed, "her own debts are her own"
    assert may_i("bill", both, MONDAY).allowed


def test_an_act_nobody_knows_is_refused(manager: Actor) -> None:
    with pytest.raises(NoSuchAct, match="send_invoice"):
        may_i("sned_invoice", 1, MONDAY)


@pytest.mark.parametrize("seed", range(3))
def test_all_at_once_agrees_with_one_by_one_and_with_a_slow_twin(manager: Actor, seed: int) -> None:
    """Random flags, holds, ends, representatives and joint accounts, on days round their edges."""
    dice = random.Random(seed)
    people = random_people(dice, manager)
    for act in ACTS:
        on = MONDAY + timedelta(days=dice.randint(-2, 6))
        at_once = set(barred(act, on))
        assert at_once == {p for p in people if not may_i(act, p, on).allowed}, act
        assert at_once == {p for p in people if slow_bar(act, p, on)}, act
        some = dice.sample(people, len(people) // 2)
        assert barred_among(act, on, some) == {p: why for p, why in barred(act, on).items() if p in some}, act


def barred_among(act: str, on: date, some: list[int]) -> dict[int, str]:
    """Asked of some alone, as the recheck asks."""
    rows = ask("SELECT * FROM safeguards_bar_some(%(act)s, %(on)s, %(some)s)", act=act, on=on, some=some)
    return {row.customer_id: row.reason for row in rows}


def random_people(dice: random.Random, manager: Actor) -> list[int]:
    singles = [somebody(manager, f"Person {n}") for n in range(14)]
    for customer in singles:
        for kind in dice.sample(list(FLAGS), dice.choice((0, 1, 1, 2))):
            number = flag(manager, customer, kind, on=MONDAY + timedelta(days=dice.randint(-1, 3)))
            if dice.random() < 0.3:
                raised = Flag.objects.get(pk=number)
                FlagEnd.objects.create(
                    flag=raised, valid_to=MONDAY + timedelta(days=dice.randint(-2, 4)), reason="x", run=raised.run
                )
        if dice.random() < 0.5:
            placed = Hold.objects.get(pk=hold(manager, customer, dice.choice(list(HOLDS)), days=dice.randint(0, 5)))
            if dice.random() < 0.4:
                HoldRelease.objects.create(
                    hold=placed, valid_to=MONDAY + timedelta(days=dice.randint(-1, 3)), reason="x", run=placed.run
                )
        if dice.random() < 0.5:
            acts = Representative.objects.get(
                pk=represent(manager, customer, dice.choice(("executor", "parent", "deputy", "informal")))
            )
            if dice.random() < 0.3:
                RepresentativeEnd.objects.create(
                    representative=acts, valid_to=MONDAY + timedelta(days=1), reason="x", run=acts.run
                )
        if dice.random() < 0.4:
            Contact.objects.create(
                customer_id=customer, kind="email", value="a@b.example", valid_from=MONDAY - timedelta(days=9)
            )
        if dice.random() < 0.2:
            Address.objects.filter(customer_id=customer).delete()
    joint = [somebody(manager, f"Both {n}", kind="joint") for n in range(4)]
    for account in joint:
        for member in dice.sample(singles, 2):
            JointMember.objects.create(
                account_id=account, member_id=member, valid_from=MONDAY + timedelta(days=dice.randint(-1, 2))
            )
    return singles + joint


def slow_bar(act: str, customer: int, on: date) -> bool:
    """Obvious and slow: look at everything one at a time."""
    for state, joint in slow_states(customer, on):
        rule = Rule.objects.get(state=state, act=act) if Rule.objects.filter(state=state, act=act).exists() else None
        if rule is None or rule.answer == "allow" or (joint and not rule.reaches_joint):
            continue
        if rule.answer == "bar" or not slow_reach(act, customer, on):
            return True
    return False


def slow_states(customer: int, on: date) -> list[tuple[str, bool]]:
    found = [(state, False) for state in slow_own(customer, on)]
    for member in JointMember.objects.filter(account_id=customer):
        if holds(member, on):
            found += [(state, True) for state in slow_own(member.member_id, on)]
    return found


def slow_own(customer: int, on: date) -> list[str]:
    flags = [f.kind for f in Flag.objects.filter(customer_id=customer) if holds(f, on) and not ended(f, "end", on)]
    return flags + [
        h.kind
        for h in Hold.objects.filter(customer_id=customer, invoice_id=None)
        if holds(h, on) and not ended(h, "release", on)
    ]


def slow_reach(act: str, customer: int, on: date) -> bool:
    people = [m.member_id for m in JointMember.objects.filter(account_id=customer) if holds(m, on)] or [customer]
    return any(slow_reach_one(act, Customer.objects.get(pk=person), on) for person in people)


def slow_reach_one(act: str, person: Customer, on: date) -> bool:
    own, talking = slow_own(person.pk, on), act in ("telephone", "text")
    for acts in person.representatives.all():  # type: ignore[attr-defined]
        fits = (acts.kind == "executor") == ("deceased" in own) and (acts.may_be_told if talking else acts.is_billed)
        if holds(acts, on) and not ended(acts, "end", on) and fits:
            return True
    if "minor" in own:
        return False
    if "deceased" in own and (talking or act in ("bill", "collect", "send_reminder")):
        return False
    if talking:
        return True
    has_email = "deceased" not in own and any(holds(c, on) for c in person.contacts.filter(kind="email"))
    return has_email or ("gone_away" not in own and person.addresses.exists())


def holds(row: object, on: date) -> bool:
    return row.valid_from <= on and (row.valid_to is None or row.valid_to >= on)  # type: ignore[attr-defined]


def ended(row: object, name: str, on: date) -> bool:
    end = getattr(row, name, None) if hasattr(row, name) else None
    return end is not None and end.valid_to < on


def test_accounts_read_as_one_are_protected_as_one(manager: Actor) -> None:
    """The older account was flagged; merging must not lose that, nor un-merging spread it."""
    kept, merged, stranger = (somebody(manager, name) for name in ("Mr Abel Late", "A Late", "Ms Una Other"))
    flag(manager, merged, "deceased")
    done = merge_customers(merged=merged, kept=kept, reason="Same person", on=MONDAY, at=MORNING, by=manager)
    assert not may_i("send_reminder", kept, MONDAY).allowed
    assert {kept, merged} == set(barred("send_reminder", MONDAY))
    represent(manager, kept, "executor", "Mrs Wilma Late")
    assert [r.name for r in route([kept, merged, stranger], "bill", MONDAY)] == [
        "Mrs Wilma Late",
        "Mrs Wilma Late",
        "Ms Una Other",
    ]
    assert barred("bill", MONDAY) == {}
    assert done.run
