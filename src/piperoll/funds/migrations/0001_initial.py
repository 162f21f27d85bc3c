import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from piperoll.database.schema import sealed_source

SEALED = {
    "fund": ("code", "name, account_id"),
    "fundversion": ("id", "fund_id, patterns, words, samples, layout, valid_from, valid_to, written_by_id"),
    "fundapproval": ("version_id", "written_by_id, approved_by_id"),
}
VIEW = """
CREATE VIEW funds_TABLE_sealed AS
SELECT run_id, ROW AS row_id, sha256(convert_to(jsonb_build_array(KEY, COLUMNS)::text, 'UTF8')) AS digest FROM funds_TABLE
"""


def sealed(place, table, key, columns):
    """The view by which a table's rows are sealed with every run; a fund, whose key is words, by its account's."""
    row = "account_id" if key == "code" else key
    view = VIEW.replace("TABLE", table).replace("ROW", row).replace("KEY", key).replace("COLUMNS", columns)
    name = f"funds_{table}_sealed"
    return [migrations.RunSQL(view, f"DROP VIEW {name}"), sealed_source(name, place)]


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ledger", "0007_funds"),
        ("runs", "0003_keys_in_sets"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Fund",
            fields=[
                ("code", models.CharField(max_length=12, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=60)),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="holds_for", to="ledger.account"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="FundVersion",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("patterns", models.JSONField()),
                ("words", models.JSONField()),
                ("samples", models.JSONField()),
                ("layout", models.JSONField()),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="funds.fund"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="FundApproval",
            fields=[
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="approval",
                        serialize=False,
                        to="funds.fundversion",
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="fundversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="a_fund_begins_before_it_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundapproval",
            constraint=models.CheckConstraint(
                condition=models.Q(("approved_by", models.F("written_by")), _negated=True),
                name="a_fund_needs_two_people",
            ),
        ),
        *(
            operation
            for place, (table, told) in enumerate(SEALED.items(), 560)
            for operation in sealed(place, table, *told)
        ),
    ]
