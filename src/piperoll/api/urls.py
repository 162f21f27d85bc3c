"""Every address of the API."""

from __future__ import annotations

from typing import Any

from ninja import Schema

from piperoll.api import card_payments, invoices, notify
from piperoll.api.door import No, api


class Me(Schema):
    """Whom a key acts for, and what they may do."""

    username: str
    name: str
    role: str
    may: list[str]


@api.get("/me", response={200: Me, 401: No}, summary="Whom this key acts for", tags=["Keys"])
def me(request: Any) -> dict[str, Any]:
    """The person, their role, and the verbs it allows."""
    actor = request.auth
    return {"username": actor.username, "name": actor.name, "role": actor.role, "may": sorted(actor.may)}


api.add_router("/invoices", invoices.router)
api.add_router("/card-payments", card_payments.router)
api.add_router("/notify", notify.router)


def addresses() -> Any:
    """What Django's addresses include."""
    return api.urls
