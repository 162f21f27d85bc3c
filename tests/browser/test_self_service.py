"""A service's own people in a real browser: a customer and an invoice asked for, a question answered, all by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from a_past import Past
from billing.serving import PUGH, ask_customer, ask_invoice, customer, of_service, wanted
from browser.a_year import a_year
from browser.gallery import picture
from browser.window import PHONE, Window
from crediting import take_in_sample_limits
from piperoll.authority.decide_request import decide_request
from piperoll.authority.models import Request, User, UserService
from piperoll.council.models import Service
from piperoll.formats.attachments import checked

OpenTo = Callable[[Window, str], User]
PDF = b"%PDF-1.7 a form"


@pytest.fixture
def year(live_server: LiveServer, tmp_path: Path) -> Past:
    """Books with a year of care in them, and Anytown's limits."""
    past = a_year(tmp_path)
    take_in_sample_limits()
    return past


def of_transport(user: User) -> User:
    """The same person, who works for school transport."""
    UserService.objects.create(user=user, service=Service.objects.get(code="BUS"))
    return user


def file() -> dict[str, object]:
    return {"name": "application.pdf", "mimeType": "application/pdf", "buffer": PDF}


def fill_in(page: Page, name: str) -> None:
    """A customer asked for."""
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Address").fill("14 Limekiln Row\nAnytown")
    page.get_by_label("Postcode").fill("AN1 2AB")
    page.get_by_label("What they are to be billed for").fill("A bus pass for Amy, from January")
    page.locator("input[type=file]").set_input_files([file()])  # type: ignore[list-item]


def test_a_customer_is_asked_for(year: Past, window: Window, open_to: OpenTo) -> None:
    customer(year.by)
    of_transport(open_to(window, "requester"))
    page = window.go("/").page
    window.usable_by_everyone()
    window.tab_to("Ask for a customer")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ask for a customer")).to_be_visible()
    window.usable_by_everyone()
    fill_in(page, "Mrs G Pugh")
    picture(page, "ask-customer", "A service asks for a customer: who, what for, and the file that shows it")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Is it one of these?")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "ask-customer-alike", "Those like them are shown before it is sent, no more of each than is needed")
    page.get_by_label("None of these").check()
    page.locator("input[type=file]").set_input_files([file()])  # type: ignore[list-item]
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("It waits for somebody to decide")
    window.usable_by_everyone()
    picture(page, "your-request", "A request as whoever asked sees it, with its files")
    page.context.clear_cookies()
    open_to(window, "senior")
    window.go(f"/approvals/{Request.objects.get().pk}/")
    window.usable_by_everyone()
    picture(page, "request-customer", "The same as whoever decides sees it: those like them, in full")
    window.tab_to("Approve")
    page.keyboard.press("Space")
    window.tab_to("Decide")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("is customer C")


def test_an_invoice_is_asked_for_and_a_question_answered(year: Past, window: Window, open_to: OpenTo) -> None:
    reference, percy = customer(year.by), of_service("approver")
    rita = of_transport(open_to(window, "requester"))
    page = window.go("/your-requests/customers/?q=Mrs+Gwendolyn+Pugh&postcode=AN1+2AB").page
    window.usable_by_everyone()
    picture(page, "whom-to-bill", "Finding whom to bill: by reference, name, or the whole name and postcode")
    page.get_by_role("link", name=PUGH.name).click()
    window.usable_by_everyone()
    page.get_by_label("What it is for").fill("Replacement of a lost pass")
    line = page.get_by_role("group", name="Line 1")
    line.get_by_label("Description").fill("Replacement bus pass")
    line.get_by_label("Quantity").fill("1")
    line.get_by_label("Price of one").fill("300")
    line.get_by_label("VAT code").select_option("Z")
    line.get_by_label("Income code").select_option("BUS01")
    picture(page, "ask-invoice", "A service asks for an invoice: its own services, fees and income codes alone")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Check this invoice")).to_be_visible()
    window.usable_by_everyone()
    page.locator("input[type=file]").set_input_files([file()])  # type: ignore[list-item]
    picture(page, "ask-invoice-check", "Exactly as it would be issued, before it is sent")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("£300.00 waits for somebody else to decide")
    asked, today = Request.objects.get(asked_by=rita), timezone.localdate()
    decide_request(request=asked.pk, decision="return", reason="Whose pass, and which school?",
                   on=today, at=timezone.now(), by=percy)  # fmt: skip
    ask_invoice(of_service("requester", username=rita.username), wanted(reference, key="K2"), on=today)
    ask_customer(of_service("requester", username=rita.username), on=today, files=[checked("form.pdf", PDF)])
    window.go("/")
    window.usable_by_everyone()
    picture(page, "home-requester", "Home for a service’s own people: what came back, what waits, what to ask for")
    window.tab_to("Your requests (1)")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your requests", exact=True)).to_be_visible()
    window.usable_by_everyone()
    picture(page, "your-requests", "Your requests: what is asked of you, what waits for others, what was decided")
    with window.sized(PHONE):
        picture(page, "your-requests-phone", "The same on a phone")
    page.get_by_role("link", name=f"Invoice {asked.pk}").click()
    expect(page.get_by_role("heading", name=f"Invoice, request {asked.pk}")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "request-returned", "A request that came back: the question, an answer, another file, or change it")
    page.get_by_label("Answer").fill("Amy’s, at Anytown High")
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_text("waits to be decided again")).to_be_visible()


def test_without_javascript(year: Past, plain_window: Window, open_to: OpenTo) -> None:
    of_transport(open_to(plain_window, "requester"))
    page = plain_window.go("/your-requests/customer/").page
    fill_in(page, "Mrs G Pugh")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("It waits for somebody to decide.")).to_be_visible()
