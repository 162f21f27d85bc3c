"""A signed month is opened again with a reason, and prepared afresh; what was signed stays to be seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from crediting import somebody
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.reconciliation.check_books import check_books
from piperoll.reconciliation.evidence import pack
from piperoll.reconciliation.reopen_month_end import NotSigned, ReopeningSaysWhy, reopen_month_end
from reconciliation.at_month_end import NOW, a_november, prepare, review


def test_a_signed_month_is_opened_again(manager: Actor, tmp_path: Path) -> None:
    a_november(tmp_path, manager)
    made = prepare().month_end
    asked = {"month_end": made, "reason": "A late statement", "by": manager, **NOW}
    with pytest.raises(NotSigned):
        reopen_month_end(**asked)
    review(made)
    signed = pack(made)
    with pytest.raises(NotPermitted):
        reopen_month_end(**asked | {"by": somebody("officer")})
    with pytest.raises(ReopeningSaysWhy):
        reopen_month_end(**asked | {"reason": " "})
    reopen_month_end(**asked)
    with pytest.raises(NotSigned):
        reopen_month_end(**asked)
    assert prepare().version == 2
    assert pack(made) == signed
    assert check_books().agrees
