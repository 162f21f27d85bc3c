"""Who and where: addresses, contacts, how they want to hear from us, and joint accounts, each with its dates."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.customers.add_address import add_address
from piperoll.customers.add_contact import add_contact
from piperoll.customers.add_member import MemberAdded, add_member
from piperoll.customers.choose_delivery import CHOICES, choose_delivery, delivery_of, wants_texts
from piperoll.customers.end_address import end_address
from piperoll.customers.end_contact import end_contact
from piperoll.customers.end_member import end_member
from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.receivables.queries import AsAt, standing
from piperoll.web.addresses import customer_address
from piperoll.web.components.html import element, together
from piperoll.web.components.links import Link, button
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Row, Table
from piperoll.web.components.wording import money
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, page
from piperoll.web.record.forms import WhyForm
from piperoll.web.record.parts import asked, lasts, part
from piperoll.web.record.where_forms import AddressForm, ContactForm, DeliveryForm, MemberForm

HERE = "Who and where"
DOORS = (
    ("add_address", "Add an address", "addresses/add/"),
    ("add_contact", "Add a contact", "contacts/add/"),
    ("add_member", "Add somebody liable", "members/add/"),
)


@page(permission="see_customers", section="Customers")
@require_GET
def details(request: PageRequest, reference: str) -> HttpResponse:
    """Everything we know of where they are and how to reach them."""
    customer, today, may = by_reference(reference), timezone.localdate(), request.actor.may
    place = customer_address(reference)
    is_joint = customer.kind == "joint"
    doors = [door for door in DOORS if door[0] in may and (is_joint or door[0] != "add_member")]
    acts = [button(words, href=place + there, kind="secondary") for _, words, there in doors]
    return part(
        request, customer, HERE,
        element("div", together(acts, between=" "), class_="govuk-button-group"),
        _delivery(customer, today, may_choose="choose_delivery" in may),
        _addresses(customer, today, may_end="end_address" in may),
        _contacts(customer, today, may_end="end_contact" in may),
        _members(customer, today, may_end="end_member" in may) if is_joint else _liable(customer, today),
    )  # fmt: skip


@page(permission="add_address", section="Customers")
@require_http_methods(["GET", "POST"])
def address(request: Any, reference: str) -> HttpResponse:
    """Add an address."""
    customer = by_reference(reference)
    return asked(
        request, customer, AddressForm(request.POST or None, use_required_attribute=False),
        title="Add an address", button="Add the address", back=HERE,
        about="It holds from today, and whatever stood for the same purpose ends. Nothing is forgotten.",
        act=lambda told: add_address(customer=customer.pk, **told, **deed(request)),
        says=lambda added: "The address is added.",
    )  # fmt: skip


@page(permission="end_address", section="Customers")
@require_http_methods(["GET", "POST"])
def leave(request: Any, reference: str, address: int) -> HttpResponse:
    """End an address."""
    customer = by_reference(reference)
    return asked(
        request, customer, WhyForm(request.POST or None, use_required_attribute=False),
        title="End an address", button="End the address", back=HERE,
        act=lambda told: end_address(address=address, **told, **deed(request)),
        says=lambda ended: "The address holds no more.",
    )  # fmt: skip


@page(permission="add_contact", section="Customers")
@require_http_methods(["GET", "POST"])
def contact(request: Any, reference: str) -> HttpResponse:
    """Add an email address or a telephone number."""
    customer = by_reference(reference)
    return asked(
        request, customer, ContactForm(request.POST or None, use_required_attribute=False),
        title="Add a contact", button="Add the contact", back=HERE,
        about="It stands beside those there are; the newest is used first.",
        act=lambda told: add_contact(customer=customer.pk, **told, **deed(request)),
        says=lambda added: f"{added.value} is added.",
    )  # fmt: skip


@page(permission="end_contact", section="Customers")
@require_http_methods(["GET", "POST"])
def drop(request: Any, reference: str, contact: int) -> HttpResponse:
    """End an email address or a telephone number."""
    customer = by_reference(reference)
    return asked(
        request, customer, WhyForm(request.POST or None, use_required_attribute=False),
        title="End a contact", button="End the contact", back=HERE,
        act=lambda told: end_contact(contact=contact, **told, **deed(request)),
        says=lambda ended: f"{ended.value} is used no more.",
    )  # fmt: skip


@page(permission="choose_delivery", section="Customers")
@require_http_methods(["GET", "POST"])
def delivery(request: Any, reference: str) -> HttpResponse:
    """Choose how they hear from us."""
    customer = by_reference(reference)
    today = timezone.localdate()
    stands: dict[str, Any] = {**delivery_of(customer, today), "texts": wants_texts(customer, today)}
    return asked(
        request, customer, DeliveryForm(request.POST or None, initial=stands, use_required_attribute=False),
        title="How they want to hear from us", button="Save the choice", back=HERE,
        act=lambda told: choose_delivery(customer=customer.pk, **told, **deed(request)),
        says=lambda chosen: f"From today: {_in_words({w: getattr(chosen, w) for w in CHOICES}, chosen.texts)}.",
    )  # fmt: skip


@page(permission="add_member", section="Customers")
@require_http_methods(["GET", "POST"])
def member(request: Any, reference: str) -> HttpResponse:
    """Somebody becomes liable for a joint account."""
    customer = by_reference(reference)
    return asked(
        request, customer, MemberForm(request.POST or None, use_required_attribute=False),
        title="Add somebody liable", button="Add them", back=HERE,
        about="From today they are liable for the whole debt, with every other member, and each is written to.",
        act=lambda told: _join(customer, told["reference"], deed(request)),
        says=lambda added: f"{added.name} is liable from today.",
    )  # fmt: skip


@page(permission="end_member", section="Customers")
@require_http_methods(["GET", "POST"])
def part_with(request: Any, reference: str, member: int) -> HttpResponse:
    """Somebody is liable no longer."""
    customer = by_reference(reference)
    return asked(
        request, customer, WhyForm(request.POST or None, use_required_attribute=False),
        title="No longer liable", button="They are liable no longer", back=HERE,
        act=lambda told: end_member(account=customer.pk, member=member, **told, **deed(request)),
        says=lambda ended: f"{ended.name} is liable no longer.",
    )  # fmt: skip


def _join(account: Customer, reference: str, how: dict[str, Any]) -> MemberAdded:
    return add_member(account=account.pk, member=by_reference(reference).pk, **how)


def _delivery(customer: Customer, today: date, *, may_choose: bool) -> Summary:
    change = [Link("Change", f"{customer_address(customer.reference)}delivery/")] if may_choose else []
    return Summary(
        [Fact("Hears from us", _in_words(delivery_of(customer, today), wants_texts(customer, today)), change)]
    )


def _in_words(chosen: dict[str, str], texts: bool) -> str:
    words = [CHOICES[what][chosen[what]] for what in CHOICES]
    return f"by {words[0].lower()}, in {words[1]}, {words[2].lower()}{', with texts' if texts else ''}"


def _addresses(customer: Customer, today: date, *, may_end: bool) -> Table:
    names = dict(customer.addresses.model.PURPOSES)
    rows = [
        _row(
            customer, today, one, [names[one.purpose], ", ".join([*one.lines.split("\n"), one.postcode])],
            f"addresses/{one.pk}/end/", names[one.purpose].lower(), may_end=may_end, can_end=one.purpose != "main",
        )
        for one in customer.addresses.order_by("-valid_from", "-id")
    ]  # fmt: skip
    return Table("Addresses", _columns(["Purpose", "Address"], may_end), rows, empty="No address is known.")


def _contacts(customer: Customer, today: date, *, may_end: bool) -> Table:
    rows = [
        _row(
            customer, today, one, [one.get_kind_display(), one.value],
            f"contacts/{one.pk}/end/", one.value, may_end=may_end, can_end=True,
        )
        for one in customer.contacts.order_by("-valid_from", "-id")
    ]  # fmt: skip
    return Table("Contacts", _columns(["Kind", "Address or number"], may_end), rows, empty="No contact is known.")


def _members(customer: Customer, today: date, *, may_end: bool) -> Table:
    rows = [
        _row(
            customer, today, one, [Link(one.member.name, customer_address(one.member.reference)), one.member.reference],
            f"members/{one.member_id}/end/", one.member.name, may_end=may_end, can_end=True,
        )
        for one in customer.members.select_related("member").order_by("-valid_from", "-id")
    ]  # fmt: skip
    empty = "Nobody is liable yet: letters go to the account’s own address."
    return Table("Liable together", _columns(["Who", "Reference"], may_end), rows, empty=empty)


def _liable(customer: Customer, today: date) -> Table | str:
    """The joint accounts the customer is liable for, and what each owes."""
    accounts = customer.joint_accounts.select_related("account").order_by("-valid_from", "-id")
    rows = [
        [
            Link(one.account.name, customer_address(one.account.reference)), lasts(one),
            money(standing(one.account_id, AsAt(today, None), most=0).balance.net_pence),
        ]
        for one in accounts
    ]  # fmt: skip
    columns = [Column("Joint account"), Column("Liable"), Column("To pay in all", "money")]
    return Table("Liable together with others", columns, rows) if rows else ""


def _columns(titles: list[str], may_end: bool) -> list[Column]:
    return [*map(Column, [*titles, "Holds"]), *([Column("End", hidden=True)] if may_end else [])]


def _row(
    customer: Customer,
    today: date,
    one: Any,
    cells: list[object],
    there: str,
    about: str,
    *,
    may_end: bool,
    can_end: bool,
) -> Row:
    stands = one.valid_to is None or one.valid_to >= today
    link = Link("End", customer_address(customer.reference) + there, about) if stands and can_end else None
    return Row([*cells, lasts(one), *([link] if may_end else [])], quiet=not stands)
