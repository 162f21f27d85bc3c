"""Documents are supplied in answer to somebody who had a letter."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from crediting import somebody
from piperoll.foundations.actors import Actor
from piperoll.recovery.claiming import history
from piperoll.recovery.record_claim_reply import NoLetterOfClaim
from piperoll.recovery.supply_claim_documents import supply_claim_documents
from recovery.claims import SENT, claimed
from recovery.reminding import now, owing


def test_they_are_on_record(olga: Actor, tmp_path: Path) -> None:
    ada = claimed(tmp_path, olga)
    officer = now(somebody("officer"), SENT + timedelta(3))
    other = owing(tmp_path, olga, "Olaf Oat", "9.00")
    with pytest.raises(NoLetterOfClaim):
        supply_claim_documents(customer=other.reference, words="None are kept", **officer)
    supply_claim_documents(customer=ada.reference, words="The contract of 2024", **officer)
    assert [(row.what, row.words) for row in history(ada, most=9)] == [("documents", "The contract of 2024")]
