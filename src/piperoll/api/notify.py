"""Where GOV.UK Notify tells us what became of things: its callbacks, with a key of ours as their bearer token."""

from __future__ import annotations

from typing import Any

from ninja import Router, Schema
from pydantic import ConfigDict

from piperoll.api.door import Already, No, acting
from piperoll.dispatch.hear_from_notify import document_of, hear_from_notify
from piperoll.dispatch.record_returned_mail import record_returned_mail

router = Router(tags=["GOV.UK Notify"])
WHY_BACK = "GOV.UK Notify says that the letter came back"


class Callback(Schema):
    """A delivery receipt, as Notify sends it; what else it says is left aside."""

    model_config = ConfigDict(extra="ignore", str_max_length=1_000)

    reference: str | None = None
    status: str


class Returned(Schema):
    """A returned letter, as Notify tells of it."""

    model_config = ConfigDict(extra="ignore", str_max_length=1_000)

    reference: str | None = None


class Noted(Schema):
    """What it came to here."""

    document: int
    outcome: str


@router.post(
    "/delivery",
    response={200: Noted | Already, 401: No, 403: No, 404: No, 409: No, 422: No},
    summary="A delivery receipt",
)
def delivery(request: Any, told: Callback) -> dict[str, Any]:
    """Delivered, failed or on its way; the same thing told again changes nothing."""
    heard = hear_from_notify(reference=told.reference or "", status=told.status, **acting(request, "hear_from_notify"))
    return {"document": heard.document, "outcome": heard.outcome}


@router.post(
    "/returned-letter", response={200: Noted | Already, 401: No, 403: No, 404: No, 409: No, 422: No},
    summary="A letter came back",
)  # fmt: skip
def returned_letter(request: Any, told: Returned) -> dict[str, Any]:
    """Whoever the letter was for is flagged as gone away, for somebody to look for them."""
    deed = acting(request, "record_returned_mail")
    back = record_returned_mail(document=document_of(told.reference or "").pk, reason=WHY_BACK, **deed)
    return {"document": back.document, "outcome": "returned"}
