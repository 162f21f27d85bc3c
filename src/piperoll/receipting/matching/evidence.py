"""What each piece of evidence is worth, in one table an officer can read.

After Fellegi and Sunter (1969): evidence counts in bits, the logarithm to base 2 of how many times likelier it is
when the money is for this debt than when it is not. One bit doubles the odds. A name shared by one debtor in 500 is
worth 9 bits, a sum that one open item in 30 has is worth 5: those two are measured from the books, the rest stand here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from piperoll.receipting.matching.names import Agreement
from piperoll.receipting.matching.references import Trust


class Kind(StrEnum):
    """The separate things that can point to a debt."""

    REFERENCE = "reference"
    CUSTOMER = "customer reference"
    ACCOUNT = "bank account"
    NAME = "name"
    SUM = "sum"
    WORDS = "words"
    ADDRESS = "address"
    BORN = "date of birth"
    BEFORE = "paid before"
    STRAY = "stray reference"
    NO_BILL = "no bill"
    NAMED = "name they wrote"


class Evidence(NamedTuple):
    """One piece: its kind, its worth in bits (negative against), and the words an officer reads."""

    kind: Kind
    bits: float
    words: str


@dataclass(frozen=True)
class Weights:
    """Bits for each piece of evidence, and the thresholds. Dated: a council that learns better writes a new row."""

    since: date
    checked_reference: float = 24.0
    """A reference whose check digits agree: one wrong writing in 97 slips through, and it must also exist."""
    printed_reference: float = 19.0
    """A reference without check digits, as printed: another's number is one slip of the keys away."""
    mended_loss: float = 1.0
    """Mended without losing a digit: O for 0, spaces, a prefix put right."""
    completed_loss: float = 6.0
    """Something left off was put back: noughts, a prefix, check digits."""
    repaired_checked: float = 14.0
    """A digit changed so that check digits agree, and the result exists."""
    each_more_reference: float = 4.0
    """For each further reference that helps to make the sum."""
    other_reference: float = 13.0
    """Another text that names the item: a purchase order, an agreed plan."""
    slip_at_most: float = 13.0
    """One slip from a reference without check digits: worth as much as it narrows down what is owed, and never more."""
    in_our_form: float = 2.0
    """Written as our references are, and as it stands it can be nobody's: few but our own debtors write so."""
    nearly_reference: float = 7.0
    """What they wrote is one slip from this item's reference, or the beginning of it."""
    customer_reference: float = 16.0
    stale_reference: float = 9.0
    """They quoted another invoice of this customer's."""
    known_account: float = 14.0
    """This bank account has paid for this customer before."""
    name_at_most: float = 14.0
    """However rare the name, strangers share names."""
    name_loosely: float = -4.0
    """The surname with a slip, or an initial that is not the first: one payer in sixteen is shown so."""
    name_closely: float = -1.0
    """The whole name with a slip, or a body's in short."""
    title_differs: float = -1.5
    """A title is shown, and it is not theirs: of those who show one, about one in six changed it since."""
    paid_before: float = 6.0
    """Under this very name just this sum was paid towards this very debt before."""
    shown_before: float = 2.2
    """A bill of this customer's was paid before under this very name, surname and initials: nine payers in ten are
    shown as they were; of strangers of the name one in five."""
    by_rule: float = 13.0
    """Another's name under which they pay: somebody approved it on the record of 90 days."""
    name_clash: float = -6.0
    """Somebody else's name: friends, family and solicitors do pay for others."""
    name_partly: float = 1.0
    stray_reference: float = -3.0
    """They quote a reference written as ours are, and it is none of ours: another's bill, perhaps."""
    no_bill: float = -3.0
    """They say that it is a deposit, a refund or a gift, and the bill is for none."""
    several_loss: float = 2.0
    """Paying several items at once is rarer than one at a time; and one bit less for each doubling of the ways."""
    instalment_sum: float = 6.0
    standing_order: float = 3.0
    """The agreed instalment came by standing order: every other does, and of other money one payment in twenty."""
    part_sum: float = -3.0
    over_sum: float = -4.0
    oldest_debt: float = -6.0
    """Nothing of that sum: the customer's oldest debt first, for an officer to confirm."""
    service_words: float = 4.0
    """They wrote what it is for."""
    address: float = 9.0
    """They wrote the first line of the customer's address."""
    born: float = 12.0
    """They wrote the date of birth of whom the item is for: of the days of twenty-five years, one."""
    born_another: float = -6.0
    """They wrote a date of birth, and it is not that of whom the item is for: parents mix up birthdays, and bills."""
    other_account: float = -4.0
    """The payer's bank account is known, and for other customers than this."""
    listed: float = 6.0
    """The payment is on a list: a paying-in slip, a card settlement, a remittance advice addressed to us."""
    sure: float = 4.8
    """At or above: automatic, if nothing else forbids it. Measured in benchmarks/matching."""
    sure_quoted: float = 3.0
    """The same where the payer quoted the reference: those weights are estimates on the careful side."""
    sure_unnamed: float = 6.0
    """The same where a mended reference without check digits is all there is: no name or bank account bears it out."""
    sure_guessed: float = 8.0
    """The same where moreover what they wrote is somebody's bill as it stands: in effect, hardly anybody else may owe
    the sum."""
    likely: float = 0.0
    """At or above: suggested."""
    lead: float = 5.0
    """A rival closer than this makes it a tie, and ties are never automatic."""

    def for_name(self, level: Agreement) -> float:
        """What a name is worth less when it agrees but loosely, or in short."""
        return {Agreement.LOOSELY: self.name_loosely, Agreement.CLOSE: self.name_closely}.get(level, 0.0)

    def loss(self, trust: Trust) -> float:
        """What a reference is worth less for the way it was read."""
        return {Trust.CLEAN: 0.0, Trust.MENDED: self.mended_loss}.get(trust, self.completed_loss)


WEIGHTS = Weights(since=date(2026, 11, 23))


def total(evidence: Iterable[Evidence], prior: float) -> float:
    """Bits in all: the prior (one item among all those open, so negative) and each piece of evidence."""
    return prior + sum(piece.bits for piece in evidence)


def score(bits: float) -> int:
    """Bits as the 0-100 shown to officers: 50 is an even chance, 99 is as good as certain."""
    return round(100 / (1 + 2.0 ** -max(-40.0, min(40.0, bits)))) if bits < 20 else 100
