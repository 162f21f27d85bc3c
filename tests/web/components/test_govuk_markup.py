"""Our pieces against the markup govuk-frontend publishes."""

from __future__ import annotations

from django.template import Context, Template
from django.utils.safestring import mark_safe

from piperoll.web.components.html import element, together
from piperoll.web.components.links import Link, back_link, breadcrumbs, button
from piperoll.web.components.pagination import Pages
from piperoll.web.components.status import Tag, banner, details, inset, panel, warning
from piperoll.web.components.summary import Fact, Summary
from web.components.published import same_markup

CONTACT = mark_safe(
    '<p class="govuk-body">email@email.com</p><p class="govuk-body">Address line 1<br>Address line 2<br>'
    "Address line 3<br>Address line 4<br>Address line 5</p>"
)


def test_buttons_are_buttons_or_links_that_look_like_one() -> None:
    same_markup(button("Save and continue"), "button")
    same_markup(button("Secondary button", kind="secondary", name="secondary"), "button", "secondary")
    same_markup(button("Warning button", kind="warning", name="Warning"), "button", "warning")
    same_markup(button("Link button", "/"), "button", "link")
    same_markup(button("Start now link button", "/", kind="start"), "button", "start link")


def test_the_way_back_and_the_way_down() -> None:
    steps = {"Home": "/", "Section": "/section", "Sub-section": "/section/sub-section"}
    deepest = Link("Sub Sub-section", "/section/sub-section/sub-sub-section")
    same_markup(back_link("#"), "back-link")
    same_markup(breadcrumbs(*(Link(text, href) for text, href in steps.items()), deepest), "breadcrumbs")


def test_a_long_list_names_its_first_and_last_pages_and_the_neighbours_of_this_one() -> None:
    pages = Pages(10, lambda number: f"/page/{number}", last=40)
    steps = {'href="/page/9" rel': 'href="/previous" rel', 'href="/page/11" rel': 'href="/next" rel'}
    same_markup(pages, "pagination", "with many pages", swaps=steps)


def test_one_page_needs_no_pages() -> None:
    assert str(Pages(1, str, last=1)) == str(Pages(1, str, more=False)) == ""


def test_a_list_of_unknown_length_still_goes_on() -> None:
    assert 'href="/3" rel="next"' in str(Pages(2, lambda number: f"/{number}", more=True))


def test_tags_and_news() -> None:
    same_markup(Tag("Alpha"), "tag")
    same_markup(Tag("Grey", "grey"), "tag", "grey")
    same_markup(banner("This publication was withdrawn on 7 March 2014."), "notification-banner")
    same_markup(warning("You can be fined up to £5,000 if you don’t register."), "warning-text")
    reference = together(["Your reference number", element("br"), element("strong", "HDJ2123F")])
    same_markup(panel(reference, "Application complete"), "panel")


def test_passages_set_apart() -> None:
    lasting = (
        "It can take up to 8 weeks to register a lasting power of attorney if there are no mistakes in the application."
    )
    same_markup(inset(lasting), "inset-text")
    nationality = (
        "We need to know your nationality so we can work out which elections you’re entitled to vote in. "
        "If you can’t provide your nationality, you’ll have to send copies of identity documents through the post."
    )
    same_markup(details(nationality, "Help with nationality"), "details")


def test_facts_stand_alone_or_with_what_can_be_done() -> None:
    facts = {"Name": "Firstname Lastname", "Date of birth": "13/08/1980", "Contact information": CONTACT}
    same_markup(Summary([Fact(key, value) for key, value in facts.items()]), "summary-list")
    actions = {"Name": ["Edit", "Delete"], "Date of birth": ["Change"], "Contact information": ["Edit", "Change"]}
    acting = [Fact(key, value, [Link(text, "#") for text in actions[key]]) for key, value in facts.items()]
    same_markup(Summary(acting), "summary-list", "with actions")


def test_every_page_offers_to_skip_to_its_content() -> None:
    page = Template("{% extends 'piperoll/base.html' %}").render(Context())
    link = page[page.index('<a href="#main-content"') : page.index("</a>") + 4]
    same_markup(link, "skip-link", swaps={"#main-content": "#test-target-element"})


def test_what_people_typed_is_never_markup() -> None:
    assert "<script>" not in str(
        Summary([Fact("<script>", "<script>", [Link("<script>", '"><script>')])], title="<script>")
    )
