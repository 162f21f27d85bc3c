"""Letters, in a real browser: templates, batches, one document, statements, caught emails; by keyboard, without scripts."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from browser.gallery import picture
from browser.window import PHONE, Window
from dispatch.letters import bill_three, now, person, prepare, send, to, wants_texts
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.dispatch.models import Copy, Document
from piperoll.documents.load_templates import load_templates
from piperoll.foundations.actors import Actor
from piperoll.receivables.models import ItemBalance
from piperoll.receivables.print_statements import print_statements
from piperoll.safeguards.place_hold import place_hold
from the_day import MONDAY, MORNING, set_up_anytown

OpenTo = Callable[[Window, str], User]


@pytest.fixture
def monday(live_server: LiveServer, tmp_path: Path, settings: Settings) -> None:
    """Ada, Ben and Cai are billed; one letter pulled, the rest sent; statements prepared."""
    settings.TEXT_BY = "catch"
    manager = set_up_anytown()
    load_templates(on=MONDAY - timedelta(days=30), at=MORNING, by=manager)
    bill_three(tmp_path, manager)
    prepare(manager)
    soon = now(manager, MORNING + timedelta(minutes=5))
    place_hold(customer=person("Cai").pk, kind="dispute", until=MONDAY + timedelta(days=28), **soon)
    send(manager)
    drawn = print_statements(since=date(2026, 4, 1), until=MONDAY, **now(manager))
    prepare(manager, kind="statement", dated=None, of_run=drawn.run)


def set_up_someone() -> Actor:
    """Somebody who is there already and may do what officers do."""
    return actor_of(User.objects.get(role="manager", username="morag.manager"))


def test_batches_and_one_document(monday: None, window: Window, open_to: OpenTo) -> None:
    open_to(window, "assistant")
    page = window.go("/letters/").page
    expect(page.get_by_role("button", name="Dispatch all that wait")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "letters", "Letters: batches prepared and dispatched, print files for the print unit")
    with window.sized(PHONE):
        picture(page, "letters-phone", "The same on a phone")
    page.get_by_role("link", name="Invoices, run").click()
    window.usable_by_everyone()
    picture(
        page,
        "letter-batch",
        "A batch by channel and state, each document with its outcome, the pulled one with its reason",
    )
    page.get_by_role("link", name=Document.objects.get(kind="invoice", recipient="Cai Lovegrove").number).click()
    expect(page.get_by_text("placed since this was prepared").first).to_be_visible()
    window.usable_by_everyone()
    picture(page, "letter-document", "One document: whom it is for and why them, what happened, what may be done")
    window.tab_to("Let it go after all")
    page.keyboard.press("Space")
    page.get_by_label("Why").fill("they asked for the bill")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("It goes with the next dispatch.")).to_be_visible()


def test_the_copy_as_sent_is_two_clicks_from_the_account(monday: None, window: Window, open_to: OpenTo) -> None:
    open_to(window, "officer")
    page = window.go(f"/customers/{to('Ada').customer.reference}/").page
    page.get_by_role("link", name="Letters sent").click()
    window.usable_by_everyone()
    picture(page, "letters-sent", "What a customer was sent, each with the copy as sent")
    copy = page.get_by_role("link", name="As sent").first.get_attribute("href")
    assert page.request.get(str(copy)).body().startswith(b"%PDF-")


def test_templates_are_read_written_and_previewed(monday: None, window: Window, open_to: OpenTo) -> None:
    open_to(window, "officer")
    page = window.go("/letters/templates/").page
    window.usable_by_everyone()
    picture(page, "templates", "Letter templates and the state of their words")
    window.go("/letters/templates/letter-of-claim/").usable_by_everyone()
    window.go("/letters/templates/")
    page.get_by_role("link", name="invoice-email-executors", exact=True).click()
    window.usable_by_everyone()
    picture(page, "template", "A template: its words, how they read, who wrote and who approved them")
    page.get_by_role("button", name="Write other words").click()
    window.usable_by_everyone()
    picture(page, "template-write", "Writing other words, with the blanks one may use")
    page.get_by_label("Words").fill("Dear {{ recipient_name }}\n\nHello.")
    page.get_by_role("button", name="Save for approval").click()
    expect(page.get_by_text("You wrote version 2")).to_be_visible()
    page = window.go(f"/letters/templates/invoice-email/preview/?customer={to('Ada').customer.reference}").page
    expect(page.get_by_text("Dear Ada Lovegrove")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "template-preview", "A template with a real customer’s facts")


def test_an_officer_writes_to_one_customer(monday: None, window: Window, open_to: OpenTo) -> None:
    wants_texts(set_up_someone(), "Ada", on=timezone.localdate())
    open_to(window, "assistant")
    page = window.go(f"/customers/{to('Ada').customer.reference}/").page
    page.get_by_role("link", name="Write to them").click()
    window.usable_by_everyone()
    picture(page, "write", "Writing to one customer: the approved words there are, and how far the debt has come")
    window.tab_to("Letter: Your account with us")
    page.keyboard.press("Space")
    page.get_by_label("Stage").select_option("reminder")
    page.get_by_role("button", name="See what it would say").press("Enter")
    expect(page.get_by_text("Today your balance is £10.00")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "write-shown", "What each reader would get, and why them, before anything is sent")
    expect(page.get_by_text("Please pay what is overdue now")).to_be_visible()
    page.get_by_role("button", name="Send it").press("Enter")
    expect(page.get_by_text("Written to Ada Lovegrove. It goes with the next dispatch.")).to_be_visible()
    window.usable_by_everyone()
    page.get_by_role("link", name="LETTER-").click()
    expect(page.get_by_text("Dear Ada Lovegrove")).to_be_visible()
    window.usable_by_everyone()
    page = window.go(f"/customers/{to('Ada').customer.reference}/write/?template=please-call").page
    expect(page.get_by_text("1 message")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "write-text", "A text message before it is sent, with how many messages it is charged as")
    with window.sized(PHONE):
        picture(page, "write-phone", "The same on a phone")


def test_statements_and_caught_emails(monday: None, window: Window, open_to: OpenTo) -> None:
    open_to(window, "assistant")
    page = window.go("/letters/statements/").page
    window.usable_by_everyone()
    picture(page, "statements-of-account", "Everybody’s statements of account, drawn up in one go")
    page = window.go(f"/customers/{to('Ada').customer.reference}/statements/").page
    window.usable_by_everyone()
    picture(page, "customer-statements", "A customer’s statements of account")
    page = window.go("/letters/caught/").page
    window.usable_by_everyone()
    picture(page, "caught-emails", "Emails caught on this machine instead of sent")
    page.get_by_role("link", name="Your invoice").first.click()
    window.usable_by_everyone()
    picture(page, "caught-email", "One of them, as its reader would see it")


def test_copies_past_their_time(monday: None, window: Window, open_to: OpenTo) -> None:
    for name in ("Ada", "Ben"):
        made = Copy.objects.filter(document__recipient__startswith=name)[0]
        Copy.objects.create(
            document=made.document, media="application/pdf", sha256=os.urandom(32), size=52_000, made_at=made.made_at,
            keep_until=date(2026, 3, 31), run=made.run,
        )  # fmt: skip
    ItemBalance.objects.filter(customer=person("Ben")).update(open_pence=0)
    open_to(window, "manager")
    page = window.go("/letters/kept/").page
    expect(page.get_by_text("Something is still open on the account")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "letters-kept", "Copies past their time: how many, and which are kept all the same, and why")
    page.get_by_role("button", name="Purge 1 copy for good").press("Enter")
    expect(page.get_by_text("1 copy purged.")).to_be_visible()
    window.usable_by_everyone()


def test_letters_without_javascript(monday: None, plain_window: Window, open_to: OpenTo) -> None:
    open_to(plain_window, "assistant")
    page = plain_window.go("/letters/").page
    page.get_by_role("link", name="Statements, run").click()
    expect(page.get_by_role("row", name="Ada Lovegrove").first).to_be_visible()
