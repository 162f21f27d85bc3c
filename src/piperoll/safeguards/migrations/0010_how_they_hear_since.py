"""How somebody who acts for a customer hears may change: the newest choice by the day asked holds."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

BEFORE = import_module("piperoll.safeguards.migrations.0009_how_representatives_read")
CHOSEN = """
CREATE FUNCTION safeguards_chosen(on_day date)
RETURNS TABLE (representative_id bigint, by_email boolean, language text, format text, since date)
LANGUAGE sql STABLE AS $$
SELECT DISTINCT ON (d.representative_id) d.representative_id, d.by_email, d.language::text, d.format::text, d.valid_from
FROM safeguards_representativedelivery d WHERE d.valid_from <= on_day
ORDER BY d.representative_id, d.valid_from DESC, d.id DESC
$$;
CREATE FUNCTION safeguards_acting_on(on_day date)
RETURNS SETOF safeguards_acting
LANGUAGE sql STABLE AS $$
SELECT a.id, a.customer_id, a.kind, a.name, a.lines, a.postcode, a.email, a.phone, coalesce(c.by_email, a.by_email), a.may_be_told,
       a.is_billed, a.proof, a.proof_seen_on, a.proof_seen_by, a.valid_from, a.valid_to, a.why_ended,
       coalesce(c.language, a.language), coalesce(c.format, a.format)
FROM safeguards_acting a LEFT JOIN safeguards_chosen(on_day) c ON c.representative_id = a.id
WHERE on_day >= a.valid_from AND on_day <= coalesce(a.valid_to, 'infinity')
$$;
"""
ROUTE_FUNCTION = BEFORE.ROUTE_FUNCTION.replace(
    """JOIN safeguards_acting r ON r.customer_id = t.part
    AND on_day >= r.valid_from AND on_day <= coalesce(r.valid_to, 'infinity')""",
    "JOIN safeguards_acting_on(on_day) r ON r.customer_id = t.part",
)


class Migration(migrations.Migration):
    dependencies = [("safeguards", "0009_how_representatives_read")]
    operations = [
        migrations.CreateModel(
            name="RepresentativeDelivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by_email", models.BooleanField()),
                ("language", models.CharField(choices=BEFORE.LANGUAGES, max_length=2)),
                ("format", models.CharField(choices=BEFORE.FORMATS, max_length=12)),
                ("valid_from", models.DateField()),
                (
                    "representative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="safeguards.representative",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="runs.run"),
                ),
            ],
        ),
        migrations.RunSQL(CHOSEN, migrations.RunSQL.noop),
        migrations.RunSQL(ROUTE_FUNCTION, migrations.RunSQL.noop),
    ]
