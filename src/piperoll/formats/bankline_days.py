"""One account's movements in a Bankline file, up to its balance, and the tally that UTL1 must agree with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from piperoll.formats.accounts import identify_parts
from piperoll.formats.bankline_records import CREDITS, DEBITS, MOVEMENT
from piperoll.formats.fields import shown, yyddd, yymmdd
from piperoll.formats.kinds import kind_of
from piperoll.formats.statements import Line, Statement


@dataclass(slots=True)
class Day:
    """One account up to its balance. `opening_pence` is known only when the same file holds the balance before."""

    sort_code: str
    account_number: str
    opening_pence: int | None = None
    closing_pence: int | None = None
    balanced_on: date | None = None
    lines: list[Line] = field(default_factory=list)

    def take(self, line: str, number: int, made_on: date | None) -> Line:
        """Read a movement line and keep it. Raises ValueError."""
        found = MOVEMENT.read(line)
        code = found["code"]
        sign = 1 if code in CREDITS else -1 if code in DEBITS else 0
        if not sign:
            raise ValueError(f"code {shown(code)} is neither a credit nor a debit")
        booked_on = day_of(line) or made_on
        if booked_on is None:
            raise ValueError("the movement has no date")
        if not found["amount_pence"]:
            raise ValueError("the movement has no sum")
        other = found["other_sort_code"], found["other_account_number"]
        known = all(part.strip("0") for part in other)
        pence = sign * int(found["amount_pence"])
        narrative = tuple(part for part in (found["description"], found["reference"], found["name"]) if part)
        taken = Line(
            number=len(self.lines) + 1,
            booked_on=booked_on,
            value_on=booked_on,
            amount_pence=pence,
            type_code=code,
            kind=kind_of(code, pence, " ".join(narrative), (CREDITS | DEBITS)[code]),
            payer_name=found["description"],
            payer_sort_code=other[0] if known else "",
            payer_account_number=other[1] if known else "",
            references=(found["reference"],) if found["reference"] else (),
            narrative=narrative,
            customer_reference=found["reference"],
            source_line=number,
            raw=line.rstrip(),
        )
        self.lines.append(taken)
        return taken

    def sums(self, sign: int) -> int:
        """The pence of the credits (1) or of the debits (-1), without sign."""
        return sum(abs(line.amount_pence) for line in self.lines if line.amount_pence * sign > 0)

    def statement(self, made_on: date | None, evidence: tuple[str, ...]) -> Statement:
        """The statement of this account up to its balance."""
        days = [line.booked_on for line in self.lines] or [day for day in (self.balanced_on, made_on) if day]
        return Statement(
            bank_account=identify_parts(self.sort_code, self.account_number),
            currency="GBP",
            statement_id="",
            sequence=None,
            opened_on=min(days, default=None),
            closed_on=self.balanced_on or max(days, default=None),
            opening_pence=self.opening_pence,
            closing_pence=self.closing_pence,
            lines=tuple(self.lines),
            format="Bankline",
            evidence=evidence,
        )


def day_of(line: str) -> date | None:
    """The day at the end of a line, None when blank: bYYDDD from column 101, a column late in some files; YYMMDD in the
    Co-operative Bank's."""
    written = line[100:108].split()
    if not written:
        return None
    return yymmdd(written[0]) if len(written[0]) == 6 else yyddd(written[0])


@dataclass(slots=True)
class Tally:
    """Sums and counts of a file's movements by direction, with and without the accounts' own total lines."""

    pence: dict[int, int] = field(default_factory=lambda: {1: 0, -1: 0})
    count: dict[int, int] = field(default_factory=lambda: {1: 0, -1: 0})
    total_pence: dict[int, int] = field(default_factory=lambda: {1: 0, -1: 0})
    total_count: dict[int, int] = field(default_factory=lambda: {1: 0, -1: 0})
    balances: int = 0

    def add(self, pence: int, sign: int) -> None:
        """Count a movement of so many pence, without sign, in that direction."""
        self.pence[sign] += pence
        self.count[sign] += 1

    def add_total(self, pence: int, sign: int) -> None:
        """Count an account's own total line."""
        self.total_pence[sign] += pence
        self.total_count[sign] += 1

    def accepts(self, sign: int, pence: int, count: int) -> bool:
        """Whether UTL1's figures are these. Most files count the total lines as well, some do not."""
        with_totals = self.pence[sign] + self.total_pence[sign], self.count[sign] + self.total_count[sign]
        return (pence, count) in (with_totals, (self.pence[sign], self.count[sign]))
