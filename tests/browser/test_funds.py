"""Other ledgers in a real browser: a fund tried on references, and a receipt placed there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import expect

from browser.gallery import picture
from browser.window import PHONE, Window
from fund_words import OTHER_RENT, RENT, rents_taken
from piperoll.authority.models import User
from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.models import Receipt
from the_day import MONDAY, MORNING, bank, paid, statement

OpenTo = Callable[[Window, str], User]


def test_a_fund_is_tried_and_a_receipt_placed_there(
    manager: Actor, window: Window, open_to: OpenTo, tmp_path: Path
) -> None:
    today = timezone.localdate()
    rents_taken(manager, valid_from=today)
    lines = paid("84.50", f"RENT {RENT}", on=today), paid("91.20", f"{RENT} {OTHER_RENT}", on=today)
    bank(tmp_path, manager, statement(*lines, on=today))
    allocate_receipts(on=MONDAY, at=MORNING, by=manager)
    open_to(window, "officer")
    page = window.go("/money-in/funds/").page
    window.usable_by_everyone()
    picture(page, "funds", "Other ledgers whose money comes to the same bank")
    page.get_by_role("link", name="Housing rents").click()
    window.usable_by_everyone()
    picture(page, "fund", "A fund: how its references are known, and those it was tried on")
    page.get_by_role("link", name="Write it again").click()
    page.get_by_label("References to try").fill(f"{RENT}\nR101234567")
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_text("Not yet: the check digits of R101234567 are wrong by luhn.")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "fund-write", "Trying a fund’s references before it is kept")
    split = Receipt.objects.get(amount_pence=91_20).pk
    window.go(f"/money-in/receipts/{split}/fund/")
    page.get_by_label("Account there").fill(OTHER_RENT)
    window.usable_by_everyone()
    picture(page, "place-in-fund", "A receipt that is another ledger’s, or part of it")
    page.get_by_role("button", name="Place it there").click()
    expect(page.get_by_role("alert")).to_contain_text(f"£91.20 is on {OTHER_RENT} of RENTS.")
    window.usable_by_everyone()
    picture(page, "receipt-in-fund", "Where the money went: an account of another ledger")
    window.go("/money-in/funds/RENTS/")
    page.get_by_role("button", name="Write their file").click()
    expect(page.get_by_role("alert")).to_contain_text("File 1 tells of")
    window.usable_by_everyone()
    picture(page, "fund-file", "What another ledger was told, and noting its answer")
    window.go("/reports/methods-of-payment/?method=Faster payment&owner=Housing rents")
    window.usable_by_everyone()
    picture(page, "methods-of-payment", "What came in by method of payment and whose it is now, down to the receipts")
    with window.sized(PHONE):
        window.go("/money-in/funds/")
        picture(page, "funds-phone", "The same on a phone")
