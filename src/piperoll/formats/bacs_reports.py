"""What comes back from Bacs: the XML reports, told by their content and read into one shape.

Unpaid Direct Debits (ARUDD) and credits (ARUCS), changes to instructions (ADDACS) and to payees' accounts (AWACS),
answers to lodged instructions (AUDDIS returns, acceptances, rejections), indemnity claims (DDICA), and what became of a
submission (Input and Withdrawal reports). A report whose totals do not add up is refused whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from piperoll.formats import bacs_claims, bacs_input, bacs_messaging, bacs_returns
from piperoll.formats import bacs_codes as codes
from piperoll.formats.bacs_advices import Report
from piperoll.formats.bacs_xml import first, root_of
from piperoll.formats.camt_entries import local_name
from piperoll.formats.refusals import FileEmpty, FileMalformed

_READERS: dict[str, Callable[[Any, str], Report]] = {
    "MessagingAdvices": bacs_messaging.read,
    "ARUDD": bacs_returns.reader_of("ARUDD", codes.ARUDD),
    "ARUCS": bacs_returns.reader_of("ARUCS", codes.ARUCS),
    "InputReport": bacs_input.read_input,
    "WithdrawalReport": bacs_input.read_withdrawal,
    "NewAdvices": bacs_claims.read,
    "Cancellations": bacs_claims.read,
}


def read_report(content: bytes) -> Report:
    """The report these bytes hold. Raises FileEmpty, FileMalformed, HostileXml, TotalsDisagree."""
    if not content.strip():
        raise FileEmpty()
    root = root_of(content)
    digest = hashlib.sha256(content).hexdigest()
    for name, reader in _READERS.items():
        if (found := first(root, name)) is not None:
            return reader(found, digest)
    reason = f"its root is {local_name(root.tag)}, and it holds none of {', '.join(_READERS)}"
    raise FileMalformed(format="Bacs report", line=1, reason=reason)
