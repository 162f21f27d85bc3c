"""Direct Debits, in a real browser: set up on the telephone, planned, noticed, changed, cancelled, listed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from browser.gallery import picture
from browser.window import PHONE, Window
from customers.somebody import ada
from direct_debit.paying import ALSO_GOOD, BAD, GOOD, WEIGHTS, by_phone
from piperoll.authority.models import User
from piperoll.customers.models import Customer
from piperoll.direct_debit.import_modulus_tables import import_modulus_tables
from piperoll.direct_debit.set_up_mandate import MandateSetUp, set_up_mandate
from piperoll.documents.load_templates import load_templates
from piperoll.foundations.actors import Actor
from safeguards.people import flag
from the_day import bill, charge, set_up_anytown

OpenTo = Callable[[Window, str], User]


@pytest.fixture
def manager(live_server: LiveServer) -> Actor:
    """Anytown, ready to collect by Direct Debit today."""
    made = set_up_anytown()
    now = datetime.now(UTC)
    load_templates(on=date.today(), at=now, by=made)
    import_modulus_tables(weights=WEIGHTS, source="Invented for tests", on=date.today(), at=now, by=made)
    return made


@pytest.fixture
def payer(manager: Actor, tmp_path: Path) -> Customer:
    """Ada, who was billed a fortnight ago."""
    whose = ada(manager)
    nobody = {"name": "", "address_1": "", "postcode": "", "customer_ref": whose.reference}
    bill(tmp_path, manager, charge("TW1", "48.50", **nobody), on=date.today() - timedelta(days=8))
    return whose


def a_mandate(by: Actor, whose: Customer) -> MandateSetUp:
    return set_up_mandate(customer=whose.pk, told=by_phone(), on=date.today(), at=datetime.now(UTC), by=by)


def test_somebody_rings_and_pays_by_direct_debit(payer: Customer, window: Window, open_to: OpenTo) -> None:
    open_to(window, "officer")
    page = window.go(f"/customers/{payer.reference}/").page
    page.get_by_role("link", name="Direct Debits").last.click()
    window.usable_by_everyone()
    page.get_by_role("button", name="Set up a Direct Debit").click()
    window.usable_by_everyone()
    page.get_by_label("They say that the account is theirs").check()
    page.get_by_label("They say that nobody else must agree").check()
    page.get_by_label("How you knew it was them").fill("Name, address and last bill, all right")
    page.get_by_label("Sort code").fill("20-29-59")
    page.get_by_label("Account number").fill(BAD[1])
    page.get_by_label("Name on the account").fill("Ms A Lovegrove")
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("alert")).to_contain_text("look for a wrong or swapped digit")
    window.usable_by_everyone()
    page.get_by_label("Account number").fill(GOOD[1])
    picture(
        page, "direct-debit-set-up", "Setting up a Direct Debit on the telephone: the script, the Guarantee, the check"
    )
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("alert")).to_contain_text("is set up. Its confirmation must go by")
    expect(page.get_by_text("20-29-59 63748472, MS A LOVEGROVE")).to_be_visible()
    window.usable_by_everyone()

    page.get_by_role("button", name="Change the plan").click()
    window.usable_by_everyone()
    page.get_by_label("What is due, on chosen days").check()
    page.get_by_label("How often").select_option("monthly")
    page.get_by_label("On which days of the month").fill("1 15")
    picture(page, "direct-debit-plan", "How much a Direct Debit collects and on which days")
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_role("alert")).to_contain_text("What is due every month on the 1st and 15th")

    page.get_by_role("button", name="Change what it pays").click()
    window.usable_by_everyone()
    page.get_by_label("Trade waste").check()
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_role("alert")).to_contain_text("It pays: Trade waste.")

    page.get_by_role("button", name="Change bank details").click()
    window.usable_by_everyone()
    page.get_by_label("Sort code").fill(ALSO_GOOD[0])
    page.get_by_label("Account number").fill(ALSO_GOOD[1])
    page.get_by_label("Name on the account").fill("A Lovegrove")
    page.get_by_label("Why").fill("Moved banks")
    page.get_by_role("button", name="Change them").click()
    expect(page.get_by_role("alert")).to_contain_text("••••7491")
    window.usable_by_everyone()
    picture(
        page, "direct-debit", "One Direct Debit: bank details, plan, letters to the payer, instructions, what happened"
    )

    page.get_by_role("button", name="Cancel").click()
    window.usable_by_everyone()
    page.get_by_label("Why").fill("Pays by card now")
    page.get_by_role("button", name="Cancel it").click()
    expect(page.get_by_role("alert")).to_contain_text("is cancelled.")


def test_notices_are_written_and_worklists_say_what_waits(
    manager: Actor, payer: Customer, window: Window, open_to: OpenTo
) -> None:
    made = a_mandate(manager, payer)
    open_to(window, "manager")
    page = window.go("/direct-debits/").page
    expect(page.get_by_role("link", name=made.reference)).to_be_visible()
    window.usable_by_everyone()
    picture(page, "direct-debits", "Every Direct Debit, and where each stands")
    page.get_by_role("link", name="Confirmations").click()
    expect(page.get_by_text("Waiting to go")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "direct-debit-confirmations", "Confirmations that have not gone, and the day each must")
    page.get_by_role("link", name="Notices", exact=True).click()
    page.get_by_role("button", name="Write notices").click()
    expect(page.get_by_role("alert")).to_contain_text("1 notice written of £48.50")
    window.go("/direct-debits/notices/")
    window.usable_by_everyone()
    picture(page, "direct-debit-notices", "Notices written and not gone yet, by the day of their collection")
    page.get_by_role("link", name=made.reference, exact=True).click()
    expect(page.get_by_text("noticed for")).to_be_visible()
    window.usable_by_everyone()
    window.go("/direct-debits/dormant/")
    window.usable_by_everyone()
    window.go("/direct-debits/modulus/")
    expect(page.get_by_text("In force")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "modulus-tables", "The tables by which bank details are checked, in force and before")
    window.go("/direct-debits/guarantee/")
    window.usable_by_everyone()
    picture(page, "direct-debit-guarantee", "The Guarantee as letters carry it, and where its Welsh is taken in")


def test_bank_details_are_whole_only_for_those_who_may_see_them(
    manager: Actor, payer: Customer, window: Window, open_to: OpenTo
) -> None:
    made = a_mandate(manager, payer)
    open_to(window, "assistant")
    page = window.go(f"/customers/{payer.reference}/direct-debits/{made.mandate}/").page
    expect(page.get_by_text("••••8472").first).to_be_visible()
    expect(page.get_by_text("63748472")).to_have_count(0)


def test_without_scripts_and_for_somebody_who_died(
    manager: Actor, payer: Customer, plain_window: Window, open_to: OpenTo
) -> None:
    flag(manager, payer.pk, "deceased", on=date.today())
    open_to(plain_window, "officer")
    page = plain_window.go(f"/customers/{payer.reference}/direct-debits/").page
    expect(page.get_by_text("nobody can give it for them")).to_be_visible()
    expect(page.get_by_role("button", name="Set up a Direct Debit")).to_have_count(0)


def test_a_payer_sets_one_up_themself(payer: Customer, window: Window, open_to: OpenTo) -> None:
    open_to(window, "officer")
    page = window.go(f"/customers/{payer.reference}/direct-debits/invite/").page
    window.usable_by_everyone()
    page.get_by_role("button", name="Make the link").click()
    window.usable_by_everyone()
    link = page.locator(".app-secret").inner_text()
    page.context.clear_cookies()
    window.go("/direct-debit/" + link.split("/direct-debit/")[1])
    window.usable_by_everyone()
    picture(page, "payer-asked", "The payer’s own page: two questions, the bank account, the Guarantee")
    with window.sized(PHONE):
        picture(page, "payer-asked-phone", "The same on a phone")
    page.get_by_label("Yes").first.check()
    page.get_by_label("Yes").last.check()
    page.get_by_label("Name on the account").fill("Ms A Lovegrove")
    page.get_by_label("Sort code").fill(BAD[0])
    page.get_by_label("Account number").fill(BAD[1])
    page.get_by_role("button", name="Continue").click()
    window.usable_by_everyone()
    page.get_by_label("Account number").fill(GOOD[1])
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Check your details")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "payer-looks", "What they typed, to look at once more")
    page.get_by_role("button", name="Set up this Direct Debit").click()
    expect(page.get_by_role("heading", name="Your Direct Debit is set up")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "payer-done", "Set up: the reference, and how it shows on their statement")
