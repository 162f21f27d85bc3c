"""change_service: a service's name or address changes, or it stops (or starts again) sending charges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.council.add_service import checked_name
from piperoll.council.models import Service
from piperoll.council.set_dated_figure import NoSuchService
from piperoll.foundations.actors import Actor
from piperoll.runs import running


@dataclass(frozen=True)
class ServiceChanged:
    """A service as it is now; its code never changes, because bills name it."""

    run: int
    code: str
    name: str
    email: str
    is_active: bool


def change_service(
    *, code: str, name: str, email: str, is_active: bool, manager_email: str | None = None,
    head_email: str | None = None, on: date, at: datetime, by: Actor,
) -> ServiceChanged:  # fmt: skip
    """Change a service. One that is not active has its charges rejected. Without an address of its manager or head of
    service, that stays as it is. Raises NoSuchService, NameMissing."""
    name = checked_name(name)
    with running.act("change_service", on=on, at=at, by=by, code=code, is_active=is_active) as run:
        service = Service.objects.select_for_update().filter(code=code.strip().upper()).first()
        if service is None:
            raise NoSuchService(code=code)
        run.finish(was=service.name, was_active=service.is_active)
        service.name, service.email, service.is_active = name, email.strip(), is_active
        service.manager_email = service.manager_email if manager_email is None else manager_email.strip()
        service.head_email = service.head_email if head_email is None else head_email.strip()
        service.save(update_fields=["name", "email", "is_active", "manager_email", "head_email"])
    return ServiceChanged(run.id, service.code, name, service.email, is_active)
