"""acknowledge_alert: somebody looked into an alert, and why it needs no more; it stands no longer, and is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.interfaces.alerts import standing
from piperoll.interfaces.models import Acknowledgement
from piperoll.runs import running


class NoSuchAlert(Refused):
    """No alert {key} stands now. What it was about has come, or somebody acknowledged it."""


class NoReason(Refused):
    """Say what you found out: whoever reads this later needs to know why the alert needed no more."""


@dataclass(frozen=True)
class AlertAcknowledged:
    """An alert that stands no longer."""

    run: int
    key: str
    name: str


def acknowledge_alert(*, key: str, reason: str, on: date, at: datetime, by: Actor) -> AlertAcknowledged:
    """Note why an alert that stands needs no more. Raises NoSuchAlert, NoReason."""
    by.must("acknowledge_alert")
    if not reason.strip():
        raise NoReason()
    with running.act("acknowledge_alert", on=on, at=at, by=by, key=key) as run:
        alert = next((one for one in standing(at) if one.key == key), None)
        if alert is None:
            raise NoSuchAlert(key=key)
        _, is_new = Acknowledgement.objects.get_or_create(
            key=key, defaults={
                "told": f"{alert.name}: {alert.told}", "reason": reason.strip()[:400], "acknowledged_at": at,
                "by_username": by.username, "run_id": run.id,
            },
        )  # fmt: skip
        if not is_new:
            raise NoSuchAlert(key=key)
    return AlertAcknowledged(run.id, key, alert.name)
