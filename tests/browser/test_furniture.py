"""The furniture in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from browser.conftest import PASSWORD
from browser.gallery import picture
from browser.window import PHONE, Window
from piperoll.authority.models import User

OpenTo = Callable[[Window, str], User]


@pytest.fixture
def furniture(window: Window, open_to: OpenTo) -> Window:
    """The style page, open to an officer."""
    open_to(window, "officer")
    return window.go("/style/")


def test_every_piece_can_be_used_by_everyone(furniture: Window) -> None:
    furniture.usable_by_everyone()
    picture(furniture.page, "style", "The furniture: every piece a page is made of")


def test_a_wrong_form_says_what_is_wrong_and_leads_there(furniture: Window) -> None:
    furniture.page.get_by_role("button", name="Send").click()
    summary = furniture.page.get_by_role("alert").first
    expect(summary).to_contain_text("There is a problem")
    furniture.usable_by_everyone()
    picture(furniture.page, "style-errors", "The furniture when every field of a form is wrong")
    summary.get_by_role("link").nth(2).click()
    assert "Amount" in furniture.focused()


def test_on_paper_there_is_no_furniture(furniture: Window) -> None:
    furniture.page.emulate_media(media="print")
    expect(furniture.page.get_by_role("button", name="Allocate")).to_be_hidden()
    expect(furniture.page.get_by_role("navigation", name="Menu")).to_be_hidden()
    expect(furniture.page.get_by_role("heading", name="Mrs Gwendolyn Achterberg-Pugh")).to_be_visible()
    picture(furniture.page, "style-printed", "The furniture as it is printed")


def test_on_a_phone_rows_become_cards(furniture: Window) -> None:
    with furniture.sized(PHONE):
        cell = furniture.page.get_by_role("cell", name="£642.25").first
        assert cell.evaluate("one => getComputedStyle(one).display") == "flex"
        picture(furniture.page, "style-phone", "The furniture on a phone 320 pixels wide")


def test_a_single_key_goes_to_the_search_box_and_can_be_turned_off(furniture: Window) -> None:
    furniture.page.keyboard.press("/")
    assert "Find a customer" in furniture.focused()
    furniture.page.get_by_role("heading", name="Every field").click()
    furniture.page.keyboard.press("Escape")
    furniture.page.evaluate("document.activeElement.blur()")
    furniture.page.keyboard.press("?")
    dialog = furniture.page.get_by_role("dialog", name="Keys on this page")
    expect(dialog).to_contain_text("Find a customer, invoice or reference")
    dialog.get_by_label("Use single keys in this browser").uncheck()
    dialog.get_by_role("button", name="Close").click()
    furniture.page.evaluate("document.activeElement.blur()")
    furniture.page.keyboard.press("/")
    assert "Find a customer" not in furniture.focused()


def test_signing_in_with_the_keyboard_alone(window: Window, staff: Callable[[str], User]) -> None:
    staff("officer")
    window.go("/style/")
    window.usable_by_everyone()
    picture(window.page, "sign-in", "Sign in")
    window.tab_to("Skip to main content")
    window.page.keyboard.press("Enter")
    window.tab_to("Username")
    window.page.keyboard.type("OFFICER.user")
    window.tab_to("Password")
    window.page.keyboard.type(PASSWORD)
    window.page.keyboard.press("Enter")
    expect(window.page.get_by_role("heading", name="Mrs Gwendolyn Achterberg-Pugh")).to_be_visible()


def test_signing_in_and_out_without_javascript(plain_window: Window, staff: Callable[[str], User]) -> None:
    staff("officer")
    page = plain_window.go("/").page
    page.get_by_label("Username").fill("officer.user")
    page.get_by_role("textbox", name="Password").fill("not this one")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("The username or password is not right")
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Good")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("alert")).to_contain_text("You have signed out.")


def test_a_given_password_must_be_changed_first(window: Window, open_to: OpenTo) -> None:
    user = open_to(window, "officer")
    User.objects.filter(pk=user.pk).update(must_change_password=True)
    page = window.go("/").page
    expect(page.get_by_role("heading", name="Change your password")).to_be_visible()
    picture(page, "change-password", "Change your password, on first signing in")
    window.usable_by_everyone()
    page.get_by_label("Current password").fill(PASSWORD)
    page.get_by_label("New password").fill("lantern otter parchment")
    page.get_by_role("button", name="Change password").click()
    expect(page.get_by_role("alert")).to_contain_text("Your password is changed.")


def test_a_page_that_is_not_there(window: Window, open_to: OpenTo) -> None:
    open_to(window, "officer")
    page = window.go("/nowhere/").page
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "page-not-found", "A page that is not there")
