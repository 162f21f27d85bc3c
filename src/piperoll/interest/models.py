"""The Bank of England's official dealing rate, from the day of each decision."""

from __future__ import annotations

from django.db import models

from piperoll.council.models import Dated


class BankRate(Dated):
    """Bank Rate in per cent between two days. A fact of the world: it may be entered after it began."""

    percent = models.DecimalField(max_digits=5, decimal_places=2)

    class Meta:
        ordering = ["-valid_from"]
        constraints = [models.UniqueConstraint(name="one_bank_rate_a_day", fields=["valid_from"])]
