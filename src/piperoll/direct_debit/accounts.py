"""A mandate's bank account recorded, held to one mandate a core reference for ever."""

from __future__ import annotations

from datetime import date

from piperoll.direct_debit.bank_details import Checked
from piperoll.direct_debit.models import CoreReference, Mandate, MandateAccount
from piperoll.direct_debit.rules import overlaps
from piperoll.foundations.refusals import Refused


class ReferenceTaken(Refused):
    """The bank might take {reference} for {other}, another Direct Debit on the same account: give this one a reference
    that is neither part of that nor the whole of it."""


def record(mandate: Mandate, checked: Checked, *, advice: str = "", run: int, on: date) -> MandateAccount:
    """Record bank details for a mandate from a day on. Raises ReferenceTaken."""
    key = checked.core_key(mandate.service_user_number, mandate.reference)
    _must_stand_apart(mandate, checked)
    core, is_new = CoreReference.objects.get_or_create(key=key, defaults={"mandate": mandate})
    if not is_new and core.mandate_id != mandate.pk:
        raise ReferenceTaken(reference=mandate.reference, other=mandate.reference, field="reference")
    return MandateAccount.objects.create(
        mandate=mandate, core=core, valid_from=on, advice=advice[:80], run_id=run, **checked.columns()
    )


def _must_stand_apart(mandate: Mandate, checked: Checked) -> None:
    """No other reference of ours on this account may be, hold or be part of this one."""
    others = Mandate.objects.filter(accounts__key=checked.key, service_user_number=mandate.service_user_number)
    for other in others.exclude(pk=mandate.pk).values_list("reference", flat=True).distinct():
        if overlaps(mandate.reference, other):
            raise ReferenceTaken(reference=mandate.reference, other=other, field="reference")
