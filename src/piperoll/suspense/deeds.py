"""What the verbs of suspense ask first: the receipt, held, with money still to place."""

from __future__ import annotations

from piperoll.receipting.models import Suspense
from piperoll.receipting.place_receipt import NoSuchReceipt, NothingInSuspense


def held_open(receipt: int) -> Suspense:
    """A receipt with something left in suspense, held until the transaction ends. Raises NoSuchReceipt,
    NothingInSuspense."""
    found = Suspense.objects.select_for_update().filter(receipt=receipt).first()
    if found is None:
        raise NoSuchReceipt(receipt=receipt)
    if found.open_pence == 0:
        raise NothingInSuspense(receipt=receipt)
    return found
