"""A document in large print: the same facts in one column of sections, each a label with its value, none side by side.

`large_print.typ` draws them at 18 point (the RNIB asks for 16 at least). Page one keeps to GOV.UK Notify's zones, so
that only the telephone number and the date stand beside the address.
"""

from __future__ import annotations

from typing import Any

from piperoll.documents.rendering.credit_note_document import CreditNoteDocument, credit_note_data
from piperoll.documents.rendering.invoice_document import InvoiceDocument
from piperoll.documents.rendering.letter_document import LetterDocument, letter_data
from piperoll.documents.rendering.print_data import print_data
from piperoll.documents.rendering.statement_document import StatementDocument, statement_data
from piperoll.documents.rendering.tongues import DESCRIPTIONS_AS_WRITTEN, Tongue

Part = dict[str, Any]
Section = dict[str, Any]
_ABOUT = "About this document"
BY_DIRECT_DEBIT = (
    "Set it up once and each bill is paid on time, without a date to remember. Your money is protected by the Direct "
    "Debit Guarantee."
)
CREDIT_ON_ACCOUNT = (
    "{sum} is credit on your account: you had paid it already. We use it for your next invoice, or pay it back if you "
    "ask us."
)


def large_print_data(document: Any) -> dict[str, Any]:
    """What `large_print.typ` is given, ready for JSON."""
    say = Tongue(document.language)
    if isinstance(document, InvoiceDocument):
        data = print_data(document)
        return _page(data, data["issued_on"], _invoice_first(data, say), _invoice(data, say), say)
    if isinstance(document, CreditNoteDocument):
        data = credit_note_data(document)
        return _page(data, data["issued_on"], _credit_first(data, say), _credit(data, say), say)
    if isinstance(document, StatementDocument):
        data = statement_data(document)
        return _page(data, data["dated"], _statement_first(data, say), _statement(data, say), say)
    assert isinstance(document, LetterDocument)
    data = letter_data(document)
    return _page(data, data["dated"], [], _letter(data), say)


def _page(
    data: dict[str, Any], dated: dict[str, int], first: list[tuple[str, str]], sections: list[Section], say: Tongue
) -> dict[str, Any]:
    """The furniture of any document in large print."""
    council = data["council"]
    kept = ("fonts", "language", "words", "title", "heading", "recipient")
    corner = [(say("Phone"), council["phone"]), data["facts"][0]]
    return {
        **{name: data[name] for name in kept},
        "council": council,
        "dated": dated,
        "corner": [pair for pair in corner if pair[1]],
        "first": first,
        "sections": [one for one in sections if one["parts"]],
    }


def _section(heading: str, *parts: Part | None) -> Section:
    return {"heading": heading, "parts": [part for part in parts if part]}


def _pairs(rows: list[tuple[str, str]]) -> Part | None:
    told = [row for row in rows if row[1]]
    return {"kind": "pairs", "rows": told} if told else None


def _item(title: str, rows: list[tuple[str, str]]) -> Part:
    return {"kind": "item", "title": title, "rows": [row for row in rows if row[1]]}


def _heading(title: str) -> Part:
    return {"kind": "heading", "title": title}


def _said(*lines: str) -> Part | None:
    return {"kind": "paragraph", "lines": list(lines)} if any(lines) else None


def _about(data: dict[str, Any], say: Tongue) -> Section:
    council = data["council"]
    reach = [
        (say("Phone"), council["phone"]), (say("Email"), council["email"]), (say("Website"), council["website"]),
        (say("Open"), council["opening_hours"]), (say("Address"), ", ".join(council["address"])),
    ]  # fmt: skip
    in_welsh = say(DESCRIPTIONS_AS_WRITTEN) if say.language != "en" else ""
    return _section(say(_ABOUT), _pairs([*data["facts"], *reach]), _said(in_welsh))


def _invoice_first(data: dict[str, Any], say: Tongue) -> list[tuple[str, str]]:
    due = data["due"]
    by = due["by"] if data["is_owed"] else say("Nothing to pay")
    if data["is_owed"] and due["payments"] > 1:
        by = say("{payments} payments, the first of {first} by {by}", **due)
    return [
        (say("Amount to pay"), data["gross"]), (say("Pay by"), by), (say("Invoice number"), data["number"]),
        (say("Payment reference"), data["payment_reference"]),
    ]  # fmt: skip


def _invoice(data: dict[str, Any], say: Tongue) -> list[Section]:
    labels = ", ".join(f"{one['label']} ({one['code']})" for one in data["vat_totals"])
    not_vat = say("This is not a VAT invoice. No VAT is charged: {why}.", why=labels)
    sums = [(say("Total before VAT"), data["net"]), (say("VAT"), data["vat"])] if data["is_vat_invoice"] else []
    sections = [
        _section(say("What this is for"), *(_charge(line, data["is_vat_invoice"], say) for line in data["lines"])),
        _section(
            say("Total to pay"), _pairs([*sums, (say("Total"), data["gross"])]),
            *([_vat_total(one, say) for one in data["vat_totals"]] if data["is_vat_invoice"] else [_said(not_vat)]),
        ),
    ]  # fmt: skip
    if data["is_owed"]:
        several = data["instalments"] if data["due"]["payments"] > 1 else []
        sections += [
            _section(say("When to pay"), _pairs([(part["due"], part["amount"]) for part in several])),
            _how_to_pay(data, data["payment_reference"], say),
            _section(say("If you cannot pay"), *map(_said, data["help"])),
        ]
    return [*sections, _about(data, say), _section("", *map(_said, data["terms"]))]


def _charge(line: dict[str, str], is_vat: bool, say: Tongue) -> Part:
    tax = [(say("Net"), line["net"]), (say("VAT rate"), _rate(line)), (say("VAT"), line["vat"])]
    rows = [(say("Quantity"), line["quantity"]), (say("Unit price"), line["unit_price"]), *(tax if is_vat else [])]
    return _item(line["description"], [*rows, (say("Total"), line["gross"])])


def _rate(line: dict[str, str]) -> str:
    return line["code"] if line["rate"] == "–" else f"{line['code']} {line['rate']}"


def _vat_total(total: dict[str, str], say: Tongue) -> Part:
    rows = [(say("Rate"), total["rate"]), (say("Net"), total["net"]), (say("VAT"), total["vat"])]
    return _item(f"{say('VAT summary')}: {total['code']} {total['label']}", rows)


def _how_to_pay(data: dict[str, Any], reference: str, say: Tongue) -> Section:
    council = data["council"]
    by_debit = say(BY_DIRECT_DEBIT)
    set_up = say("To set it up, call {phone}.", phone=council["phone"]) if council["phone"] else ""
    online = say("Go to {site} and enter reference {reference}.", site=council["pay_online_at"], reference=reference)
    call = say("Call {phone} with your card ready.", phone=council["phone"])
    post = say(
        "Send a cheque made out to {name}, with {reference} on its back. Please do not post cash.",
        name=council["account_name"], reference=reference,
    )  # fmt: skip
    bank = [
        (say("Sort code"), council["sort_code"]), (say("Account number"), council["account_number"]),
        (say("Account name"), council["account_name"]), (say("Reference"), reference),
    ]  # fmt: skip
    qr = {
        "kind": "qr", "svg": data["qr_code"],
        "alt": say("QR code for paying, reference {reference}", reference=reference),
    } if data.get("qr_code") else None  # fmt: skip
    return _section(
        say("How to pay"),
        _item(say("Bank transfer"), bank),
        _heading(say("Online")) if council["pay_online_at"] else None,
        _said(online) if council["pay_online_at"] else None,
        qr,
        _heading(say("Phone")) if council["phone"] else None,
        _said(call) if council["phone"] else None,
        _heading(say("Post")),
        _said(post),
        _heading(say("Direct Debit: the easy way")),
        _said(f"{by_debit} {set_up}".strip()),
    )


def _credit_first(data: dict[str, Any], say: Tongue) -> list[tuple[str, str]]:
    changes = say("{invoice} of {day}", invoice=data["invoice"], day=data["invoiced_on"])
    return [
        (say("Credited to you"), data["gross"]), (say("Credit note number"), data["number"]),
        (say("It changes invoice"), changes),
    ]  # fmt: skip


def _credit(data: dict[str, Any], say: Tongue) -> list[Section]:
    is_vat = data["is_vat"]
    sums = [(say("Total before VAT"), data["net"]), (say("VAT"), data["vat"])] if is_vat else []
    used, kept = data["used"], data["on_account"]
    now = [
        say("{used} comes off what was still to pay of invoice {invoice}.", used=used, invoice=data["invoice"])
        if used else "",
        say(CREDIT_ON_ACCOUNT, sum=kept) if kept else "",
        say(
            "If you reclaimed the VAT on invoice {invoice}, please adjust your records by {vat}.",
            invoice=data["invoice"], vat=data["vat"],
        ) if is_vat else "",
    ]  # fmt: skip
    return [
        _section(say("What we take off"), *(_credited(line, is_vat, say) for line in data["lines"])),
        _section(
            say("Credited in all"), _pairs([*sums, (say("Total"), data["gross"])]),
            None if is_vat else _said(say("This is not a VAT document. No VAT was charged.")),
        ),
        _section(say("Why"), _said(data["reason"])),
        _section(say("What happens now"), *(_said(one) for one in now)),
        _about(data, say),
    ]  # fmt: skip


def _credited(line: dict[str, str], is_vat: bool, say: Tongue) -> Part:
    tax = [(say("Net"), line["net"]), (say("VAT rate"), _rate(line)), (say("VAT"), line["vat"])]
    return _item(line["description"], [*(tax if is_vat else []), (say("Total"), line["gross"])])


def _statement_first(data: dict[str, Any], say: Tongue) -> list[tuple[str, str]]:
    stands = {"owed": "To pay", "credit": "In credit", "square": "Nothing to pay"}[data["state"]]
    return [
        (say(stands), data["closing"]), (say("Of which overdue"), data["overdue"] or say("Nothing")),
        (say("Payment reference"), data["reference"]),
    ]  # fmt: skip


def _statement(data: dict[str, Any], say: Tongue) -> list[Section]:
    moved = [
        _item(
            f"{one['on']}: {one['what']}",
            [
                (say("Charged"), one["charged"]), (say("Paid or credited"), one["taken_off"]),
                (say("Balance"), one["balance"]),
            ],
        )
        for one in data["movements"]
    ]  # fmt: skip
    still_open = [
        _item(
            f"{one['reference']}: {one['what']}",
            [
                (say("Due"), say("{day} (overdue)", day=one["due"]) if one["is_overdue"] else one["due"]),
                (say("To pay"), one["open"]),
            ],
        )
        for one in data["still_open"]
    ]  # fmt: skip
    held = say(
        "We hold {sum} for you. It goes towards your next bill, or we can pay it back: please ask.", sum=data["closing"]
    )
    sections = [
        _section("", _said(held) if data["state"] == "credit" else None),
        _section(say("What is still to pay"), *still_open),
        _section(
            say("From {since} to {until}", since=data["since"], until=data["until"]),
            _pairs([(say("Balance brought forward"), data["opening"])]), *moved,
        ),
    ]  # fmt: skip
    if data["state"] == "owed":
        sections += [
            _how_to_pay(data, data["reference"], say),
            _section(say("If you cannot pay"), *map(_said, data["help"])),
        ]
    late = say("If you paid in the last few days, thank you: it may not show here yet.")
    return [*sections, _section("", _said(late)), _about(data, say)]


def _letter(data: dict[str, Any]) -> list[Section]:
    """A letter's paragraphs; each of its headings begins a section."""
    sections = [_section("", _said(data["sorry"]))]
    for block in data["blocks"]:
        if block["kind"] == "heading":
            sections.append(_section(block["lines"][0]))
        elif block["kind"] == "page":
            sections.append(_section(""))
        else:
            sections[-1]["parts"].append(block)
    qr: Part | None = {"kind": "qr", "svg": data["qr_code"], "alt": data["qr_says"]} if data["qr_code"] else None
    return [*sections, _section("", qr), _section("", _pairs(data["facts"]))]
