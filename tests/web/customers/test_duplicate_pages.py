"""The pairs to look at, and what is said of each; no search is needed to show them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from a_past import Past
from piperoll.customers.models import Alias, Customer, LikelyPair, PairAnswer
from piperoll.runs.models import Run
from piperoll.safeguards.raise_flag import FlagTold, raise_flag

SignIn = Callable[[str], Client]


@pytest.fixture
def pairs(year: Past) -> list[str]:
    """Mrs Achterberg-Pugh, likely the same as two others."""
    run = Run.objects.order_by("id").first()
    pugh = Customer.objects.get(name__contains="Pugh")
    others = [
        Customer.objects.create(
            reference=f"C90000000{n}", kind="person", name=f"Gwen Pugh {n}", created_at="2026-01-01T00:00Z"
        )
        for n in range(2)
    ]
    for score, other in zip((97, 62), others, strict=True):
        LikelyPair.objects.create(
            first=pugh, second=other, score=score, evidence=["same surname", "same email"], run=run
        )
    return [pugh.reference, *(other.reference for other in others)]


def test_the_likeliest_comes_first_and_after_an_answer_the_next(pairs: list[str], sign_in: SignIn) -> None:
    client = sign_in("assistant")
    page = client.get("/customers/duplicates/").content.decode()
    assert "2 pairs" in page
    assert page.index("97%") < page.index("62%")
    first, second = (f"/customers/duplicates/{pairs[0]}/{other}/" for other in pairs[1:])
    shown = client.get(first).content.decode()
    assert "97% likely" in shown
    assert "same email" in shown
    after = client.post(first, {"answer": "different", "reason": "mother and daughter"})
    assert after.headers["Location"] == second
    assert "Different, said Ines Okafor" in client.get(first).content.decode()
    last = client.post(second, {"answer": f"keep-{pairs[0]}", "reason": "NI number"}, follow=True)
    assert last.redirect_chain[0][0] == "/customers/duplicates/"
    assert "No pair waits for an answer." in last.content.decode()
    assert Alias.objects.get().kept.reference == pairs[0]


def test_who_cannot_say_is_asked_again(pairs: list[str], sign_in: SignIn) -> None:
    client = sign_in("officer")
    response = client.post(
        f"/customers/duplicates/{pairs[0]}/{pairs[1]}/", {"answer": "later", "reason": ""}, follow=True
    )
    assert "They will be asked about again on" in response.content.decode()
    assert PairAnswer.objects.get().answer == "later"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"reason": ""}, "Say whether they are the same"),
        ({"answer": "different", "reason": ""}, "Say in a few words how you know that they are different"),
        ({"answer": "keep-C404", "reason": "x"}, "Select a valid choice"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(
    pairs: list[str], sign_in: SignIn, told: dict[str, str], said: str
) -> None:
    response = sign_in("officer").post(f"/customers/duplicates/{pairs[0]}/{pairs[1]}/", told)
    assert said in response.content.decode()
    assert not PairAnswer.objects.exists()


def test_a_pair_of_one_or_of_nobody_is_refused(pairs: list[str], sign_in: SignIn) -> None:
    client = sign_in("officer")
    assert client.get(f"/customers/duplicates/{pairs[0]}/{pairs[0]}/").status_code == 409
    assert client.get(f"/customers/duplicates/{pairs[0]}/C999999999/").status_code == 404
    assert sign_in("auditor").get("/customers/duplicates/").status_code == 403


def test_the_list_costs_the_same_however_long(
    pairs: list[str], sign_in: SignIn, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = sign_in("officer")
    client.get("/customers/duplicates/")
    with django_assert_max_num_queries(7):  # type: ignore[attr-defined]
        client.get("/customers/duplicates/")


def test_a_restricted_record_is_in_no_list_and_behind_no_door(pairs: list[str], year: Past, sign_in: SignIn) -> None:
    client = sign_in("officer")
    hidden = Customer.objects.get(reference=pairs[1])
    told = FlagTold(kind="restricted", evidence="Staff list", review_on=date(2027, 11, 22))
    today = timezone.localdate()
    raise_flag(customer=hidden.pk, told=told, on=today, at=timezone.now(), by=year.by)
    page = client.get("/customers/duplicates/").content.decode()
    assert "Gwen Pugh 0" not in page
    assert "Gwen Pugh 1" in page
    for address in (f"duplicates/{pairs[0]}/{pairs[1]}/", f"{pairs[0]}/merge/?with={pairs[1]}", f"{pairs[1]}/owes/"):
        assert client.get(f"/customers/{address}").status_code == 403, address
    assert client.get(f"/customers/{pairs[1]}/links/1/end/").status_code == 403
