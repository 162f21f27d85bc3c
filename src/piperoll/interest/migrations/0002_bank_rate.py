"""Bank Rate since 2009, decision by decision; the last is to be checked by the council."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import migrations

AUTHORITY = "Bank of England, Monetary Policy Committee"
SOURCE = "Bank of England statistical database, series IUDBEDR"
DECISIONS = [
    ("2009-03-05", "0.50"), ("2016-08-04", "0.25"), ("2017-11-02", "0.50"), ("2018-08-02", "0.75"), ("2020-03-11", "0.25"),
    ("2020-03-19", "0.10"), ("2021-12-16", "0.25"), ("2022-02-03", "0.50"), ("2022-03-17", "0.75"), ("2022-05-05", "1.00"),
    ("2022-06-16", "1.25"), ("2022-08-04", "1.75"), ("2022-09-22", "2.25"), ("2022-11-03", "3.00"), ("2022-12-15", "3.50"),
    ("2023-02-02", "4.00"), ("2023-03-23", "4.25"), ("2023-05-11", "4.50"), ("2023-06-22", "5.00"), ("2023-08-03", "5.25"),
    ("2024-08-01", "5.00"), ("2024-11-07", "4.75"), ("2025-02-06", "4.50"), ("2025-05-08", "4.25"), ("2025-08-07", "4.00"),
    ("2025-12-18", "3.75"),
]  # fmt: skip


def write(apps, schema_editor):
    """One row for each decision that changed it."""
    rate = apps.get_model("interest", "BankRate")
    days = [date.fromisoformat(day) for day, _ in DECISIONS]
    ends = [day - timedelta(1) for day in days[1:]] + [None]
    rate.objects.using(schema_editor.connection.alias).bulk_create(
        rate(
            percent=Decimal(percent), valid_from=day, valid_to=end, authority=AUTHORITY, source=SOURCE,
            to_verify=end is None,
        )
        for (_, percent), day, end in zip(DECISIONS, days, ends, strict=True)
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("interest", "0001_initial")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
