"""What a payer's link or a bill's number opens: the sums that may be paid, and no word more."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings

from piperoll.billing.models import Birth
from piperoll.billing.queries import NoSuchInvoice
from piperoll.cards.asking import MoreThanIsOpen, NothingChosen, checked, sql
from piperoll.cards.models import PaymentLink, PayTry
from piperoll.cards.rules import key_of
from piperoll.foundations.refusals import Refused

WITHIN, MOST_OF_A_BILL, MOST_FROM_A_PLACE = timedelta(minutes=15), 8, 60
"""In a quarter of an hour, a bill's number may be wrong eight times, as a password; a place (many payers may share one
address) sixty times."""
_MOST = {"bill": MOST_OF_A_BILL, "place": MOST_FROM_A_PLACE}


class LinkDoesNotWork(Refused):
    """This link does not work. It may be too old, or have been changed on its way. Ask us for another."""


class CannotBePaidHere(Refused):
    """We cannot take this payment. Check the number and the amount on your bill. If part of it is paid already, enter
    what is left."""


class TooManyTries(Refused):
    """That did not work too often. Wait a quarter of an hour, or call us."""


@dataclass(frozen=True)
class ToPay:
    """What a link asks for that is still open: pence by invoice number."""

    link: PaymentLink
    sums: dict[str, int]

    @property
    def pence(self) -> int:
        """What it comes to."""
        return sum(self.sums.values())


def by_word(word: str, on: date) -> ToPay:
    """What a link is for, less what was paid by it, and no more than is open. Raises LinkDoesNotWork."""
    link = PaymentLink.objects.filter(key=key_of(word), expires_on__gte=on).first()
    if link is None:
        raise LinkDoesNotWork()
    parts = list(link.parts.select_related("invoice").order_by("id"))
    left = {row.invoice_id: row.open_pence for row in sql.open_of(invoices=[part.invoice_id for part in parts])}
    paid = {row.invoice_id: row.pence for row in sql.paid_by(link=link.pk)}
    sums = {
        part.invoice.number: min(part.amount_pence - paid.get(part.invoice_id, 0), left.get(part.invoice_id, 0))
        for part in parts
    }
    return ToPay(link, {number: pence for number, pence in sums.items() if pence > 0})


def of_a_bill(number: str, pence: int, *, place: str, at: datetime) -> dict[str, int]:
    """The sum a payer enters for their bill's number, if it may be paid: whoever guesses learns nothing else, and few
    times. Raises CannotBePaidHere, TooManyTries, TooMuchForACard."""
    said = "".join(number.split()).upper()
    keys = _must_not_try_again({"bill": said, "place": place}, at)
    sums = {said: pence}
    try:
        checked(sums)
    except (NoSuchInvoice, MoreThanIsOpen, NothingChosen):
        _remember(keys, at)
        raise CannotBePaidHere() from None
    return sums


def knows_births() -> bool:
    """Whether anybody's date of birth is known, so that it may be asked for."""
    return Birth.objects.exists()


def of_a_child(reference: str, born_on: date, pence: int, *, place: str, at: datetime) -> dict[str, int]:
    """The sum a payer enters for their own reference and a child's date of birth, spread over what is owed for that one
    child, the first due first. Raises CannotBePaidHere, TooManyTries, TooMuchForACard."""
    said = "".join(reference.split()).upper()
    keys = _must_not_try_again({"bill": said, "place": place}, at)
    owed, sums, left = list(sql.owed_for(reference=said, born_on=born_on)), {}, pence
    for row in owed:
        if part := min(left, row.open_pence):
            sums[row.number], left = part, left - part
    if left or len({row.service_user for row in owed}) != 1:
        _remember(keys, at)
        raise CannotBePaidHere()
    checked(sums)
    return sums


def _must_not_try_again(tried: dict[str, str], at: datetime) -> list[bytes]:
    """The keys of a try. Raises TooManyTries when there were too many wrong ones."""
    keys = {_keyed(what, value): _MOST[what] for what, value in tried.items()}
    for key, most in keys.items():
        if PayTry.objects.filter(key=key, tried_at__gt=at - WITHIN).count() >= most:
            raise TooManyTries()
    return list(keys)


def _remember(keys: list[bytes], at: datetime) -> None:
    """One more wrong try; those of long ago are forgotten."""
    PayTry.objects.filter(tried_at__lt=at - WITHIN).delete()
    PayTry.objects.bulk_create(PayTry(key=key, tried_at=at) for key in keys)


def _keyed(what: str, value: str) -> bytes:
    """What is kept of a try: a digest under our secret, from which neither bill nor place is found again."""
    return hmac.new(settings.SECRET_KEY.encode(), f"pay {what} {value}".encode(), hashlib.sha256).digest()
