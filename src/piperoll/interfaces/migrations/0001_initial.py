import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_source

SEALED = {
    "fundfile": ("id", "fund_id, sequence, made_on, line_count, amount_pence, encode(sha256(content), 'hex')"),
    "fundfileline": ("placement_id", "file_id, line"),
    "fundfileanswer": ("id", "file_id, told_lines, told_pence, difference_pence, note"),
}
VIEW = """
CREATE VIEW interfaces_TABLE_sealed AS
SELECT run_id, KEY AS row_id, sha256(convert_to(jsonb_build_array(KEY, COLUMNS)::text, 'UTF8')) AS digest FROM interfaces_TABLE
"""


def sealed(place, table, key, columns):
    """The view by which a table's rows are sealed with every run."""
    view = VIEW.replace("TABLE", table).replace("KEY", key).replace("COLUMNS", columns)
    name = f"interfaces_{table}_sealed"
    return [migrations.RunSQL(view, f"DROP VIEW {name}"), sealed_source(name, place)]


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("funds", "0001_initial"),
        ("receipting", "0012_funds"),
        ("runs", "0003_keys_in_sets"),
    ]

    operations = [
        migrations.CreateModel(
            name="FundFile",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("sequence", models.IntegerField()),
                ("made_on", models.DateField()),
                ("line_count", models.IntegerField()),
                ("amount_pence", models.BigIntegerField()),
                ("content", models.BinaryField()),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="funds.fund"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="FundFileAnswer",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("told_lines", models.IntegerField()),
                ("told_pence", models.BigIntegerField()),
                ("difference_pence", models.BigIntegerField()),
                ("note", models.CharField(blank=True, max_length=400)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="interfaces.fundfile"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="FundFileLine",
            fields=[
                (
                    "placement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="file_line",
                        serialize=False,
                        to="receipting.fundplacement",
                    ),
                ),
                ("line", models.IntegerField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="interfaces.fundfile"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="fundfile",
            constraint=models.UniqueConstraint(fields=("fund", "sequence"), name="a_fund_file_has_its_own_number"),
        ),
        migrations.AddConstraint(
            model_name="fundfileanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("difference_pence", 0), models.Q(("note", ""), _negated=True), _connector="OR"),
                name="a_difference_is_explained",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundfileline",
            constraint=models.UniqueConstraint(fields=("file", "line"), name="a_line_of_a_fund_file"),
        ),
        *(
            operation
            for place, (table, told) in enumerate(SEALED.items(), 570)
            for operation in sealed(place, table, *told)
        ),
    ]
