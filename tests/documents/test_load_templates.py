"""What Piperoll comes with: every template whole, plain, loaded once, and never over a council's own."""

from __future__ import annotations

import json

import pytest

from piperoll.documents import plain_english
from piperoll.documents.load_templates import SHIPPED, TemplatesLoaded, load_templates
from piperoll.documents.models import LetterTemplate, TemplateApproval
from piperoll.documents.template_queries import in_force, template_called
from piperoll.documents.write_template import must_be_whole, write_template
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING

TOLD = json.loads(SHIPPED.read_text())


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told["name"])
def test_a_shipped_template_is_whole_and_plain(told: dict[str, str]) -> None:
    must_be_whole(**told)
    if told["language"] == "en":
        assert plain_english.read(told["body"]).score >= plain_english.PLAIN_FROM
        assert not plain_english.read(told["body"]).long_sentences


def test_they_are_loaded_once_and_approved_by_whoever_loads_them(manager: Actor) -> None:
    now = {"on": MONDAY, "at": MORNING, "by": manager}
    assert len(load_templates(**now).names) == len(TOLD)
    assert set(TemplateApproval.objects.values_list("approved_by", flat=True)) == {manager.name}
    assert all(in_force(one, MONDAY) for one in LetterTemplate.objects.all())
    with pytest.raises(TemplatesLoaded) as refusal:
        load_templates(**now)
    assert refusal.value.exit_code == 0


def test_a_councils_own_template_stays(manager: Actor) -> None:
    now = {"on": MONDAY, "at": MORNING, "by": manager}
    write_template(name="our-bill", kind="invoice", subject="Bill", body="Ours.", **now)
    names = load_templates(**now).names
    assert "invoice-email" not in names
    assert template_called("our-bill").versions.count() == 1
