"""What a council's set-up lacks: limits, figures and letter templates that a newer Piperoll asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from piperoll.authority.limits import without_limits
from piperoll.council.add_first_figures import can_be_added
from piperoll.council.figures import missing
from piperoll.council.rules import FIGURES
from piperoll.documents import load_templates


@dataclass(frozen=True)
class Gap:
    """Something missing: a `figure`, `template` or `limit`, by its name and in words, and what follows from it.

    `can_be_added` when Piperoll comes with one.
    """

    kind: str
    name: str
    words: str
    follows: str
    can_be_added: bool


def gaps(on: date) -> list[Gap]:
    """Everything missing on a day: limits first, for only the council can say those."""
    addable = can_be_added(on)
    return [
        *(
            Gap(
                "limit",
                act.name,
                act.title,
                "Nobody may do it or decide it: what needs it is only held back",
                False,
            )
            for act in without_limits(on)
        ),
        *(
            Gap("figure", name, FIGURES[name].name, "Whatever asks for it is refused or left out", name in addable)
            for name in missing(on)
        ),
        *(
            Gap("template", told["name"], told["name"], "Its letters and emails cannot be made in these words", True)
            for told in load_templates.missing()
        ),
    ]
