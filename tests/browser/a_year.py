"""Books with a year of care in them, for pages to show in a browser."""

from __future__ import annotations

from pathlib import Path

from a_past import Past, a_year_of_care
from piperoll.reporting.home_figures import forget_kept_sums
from the_day import set_up_anytown


def a_year(folder: Path) -> Past:
    """Anytown, set up, billed, banked and matched."""
    past = Past(set_up_anytown(), folder)
    a_year_of_care(past)
    forget_kept_sums()
    return past
