from collections.abc import Iterator

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_source

MATCH_STANDS = """
CREATE FUNCTION receipting_match_stands(wanted bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
SELECT EXISTS (
  SELECT FROM receipting_match m JOIN receipting_placement p ON p.receipt_id = m.receipt_id AND p.match_id = m.id
  WHERE m.id = wanted AND p.undoes_id IS NULL AND NOT EXISTS (SELECT FROM receipting_placement u WHERE u.undoes_id = p.id))
$$
"""
WAITS = """
CREATE FUNCTION receipting_remittance_waits(wanted bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
SELECT NOT EXISTS (SELECT FROM receipting_remittance later WHERE later.replaces_id = wanted)
   AND NOT EXISTS (SELECT FROM receipting_remittanceuse u WHERE u.remittance_id = wanted AND receipting_match_stands(u.match_id))
$$
"""
SEALED = {
    "remittance": "id, reference, paid_on, total_pence, line_count, encode(text_digest, 'hex'), replaces_id",
    "remittanceline": "id, remittance_id, line_number, reference, amount_pence",
    "remittanceuse": "id, remittance_id, receipt_id, match_id",
}
FIRST_PLACE = 580


def _sealed() -> Iterator[migrations.RunSQL]:
    for place, (table, columns) in enumerate(SEALED.items(), FIRST_PLACE):
        view = f"receipting_{table}_sealed"
        digest = f"sha256(convert_to(jsonb_build_array({columns})::text, 'UTF8'))"
        rows = f"SELECT run_id, id AS row_id, {digest} AS digest FROM receipting_{table}"  # noqa: S608
        yield migrations.RunSQL(f"CREATE VIEW {view} AS {rows}", f"DROP VIEW {view}")
        yield sealed_source(view, place)


class Migration(migrations.Migration):
    dependencies = [
        ("receipting", "0012_funds"),
        ("runs", "0003_keys_in_sets"),
    ]

    operations = [
        migrations.CreateModel(
            name="Remittance",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("reference", models.CharField(max_length=40)),
                ("paid_on", models.DateField(db_index=True)),
                ("total_pence", models.BigIntegerField()),
                ("line_count", models.IntegerField()),
                ("text_digest", models.BinaryField()),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="receipting.remittance",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RemittanceText",
            fields=[
                (
                    "remittance",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="text",
                        serialize=False,
                        to="receipting.remittance",
                    ),
                ),
                ("salt", models.BinaryField()),
                ("payer_name", models.CharField(max_length=140)),
                ("narrative", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="RemittanceUse",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "match",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="receipting.match",
                    ),
                ),
                (
                    "receipt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remittance_uses",
                        to="receipting.receipt",
                    ),
                ),
                (
                    "remittance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="receipting.remittance"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RemittanceLine",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("line_number", models.IntegerField()),
                ("reference", models.CharField(blank=True, max_length=40)),
                ("amount_pence", models.BigIntegerField()),
                (
                    "remittance",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="receipting.remittance",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("remittance", "line_number"), name="remittance_line_once"),
                    models.CheckConstraint(
                        condition=models.Q(("amount_pence", 0), _negated=True), name="remittance_line_pays"
                    ),
                ],
            },
        ),
        migrations.RunSQL(MATCH_STANDS, "DROP FUNCTION receipting_match_stands(bigint)"),
        migrations.RunSQL(WAITS, "DROP FUNCTION receipting_remittance_waits(bigint)"),
        *_sealed(),
    ]
