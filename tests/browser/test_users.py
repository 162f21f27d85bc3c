"""Users, in a real browser: let in, locked, helped back, sent home."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from browser.gallery import picture
from browser.window import Window
from piperoll.authority.models import User

OpenTo = Callable[[Window, str], User]


def test_somebody_new_is_let_in_with_a_password_shown_once(window: Window, open_to: OpenTo) -> None:
    open_to(window, "administrator")
    page = window.go("/users/add/").page
    page.get_by_label("Name", exact=True).fill("Tomasz Bright")
    page.get_by_label("Username").fill("tomasz")
    page.get_by_role("radio", name="Income officer", exact=True).check()
    window.usable_by_everyone()
    picture(page, "user-add", "Letting somebody in, as one of eleven roles")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", name="Tomasz Bright")).to_be_visible()
    secret = page.locator(".app-secret").inner_text()
    window.usable_by_everyone()
    picture(page.context.pages[0], "user-password", "A password for once only, shown once")
    assert User.objects.get(username="tomasz").check_password(secret)
    page.get_by_role("button", name="Back to users").click()
    window.usable_by_everyone()
    expect(page.get_by_text("Has a password for once")).to_be_visible()
    picture(page, "users", "Users: who may sign in, and as what")


def test_a_role_is_changed_and_somebody_is_disabled_and_let_in_again(
    window: Window, open_to: OpenTo, staff: Callable[[str], User]
) -> None:
    open_to(window, "administrator")
    staff("officer")
    page = window.go("/users/officer.user/").page
    window.usable_by_everyone()
    picture(page, "user", "A member of staff, and what can be done about them")
    page.get_by_label("Team manager").check()
    page.get_by_role("button", name="Change role").click()
    expect(page.get_by_role("alert")).to_contain_text("is now Team manager.")
    page.get_by_role("button", name="Disable").click()
    expect(page.get_by_text("Disabled", exact=True)).to_be_visible()
    page.get_by_role("button", name="Let in again").click()
    expect(page.get_by_text("May sign in", exact=True)).to_be_visible()


def test_nobody_locks_themselves_out(window: Window, open_to: OpenTo) -> None:
    open_to(window, "administrator")
    page = window.go("/users/administrator.user/").page
    expect(page.get_by_text("This is you.")).to_be_visible()
    expect(page.get_by_role("button", name="Disable")).to_have_count(0)
    window.usable_by_everyone()


def test_another_system_is_given_a_key_shown_once_and_it_is_ended(
    window: Window, open_to: OpenTo, staff: Callable[[str], User]
) -> None:
    open_to(window, "administrator")
    staff("officer")
    page = window.go("/users/officer.user/").page
    page.get_by_role("link", name="Make a key that acts for").click()
    page.get_by_label("System").fill("Waste bookings")
    window.usable_by_everyone()
    picture(page, "key-make", "A key for another system, which acts for one person")
    page.get_by_role("button", name="Make the key").click()
    expect(page.locator(".app-secret")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "key-shown", "A key, shown once")
    window.go("/users/officer.user/")
    expect(page.get_by_role("row", name="Waste bookings")).to_contain_text("In use")
    window.usable_by_everyone()
    picture(page, "user-keys", "The keys that act for somebody")
    page.get_by_role("link", name="End the key of Waste bookings").click()
    window.usable_by_everyone()
    picture(page, "key-end", "Ending a key")
    page.get_by_role("button", name="End the key").click()
    expect(page.get_by_role("row", name="Waste bookings")).to_contain_text("Ended")
