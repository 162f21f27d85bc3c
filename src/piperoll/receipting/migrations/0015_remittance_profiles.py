from collections.abc import Iterator

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from piperoll.database.schema import sealed_source

SEALED = {
    "remittanceprofileversion": ("id", "profile_id, layout, sample_lines, written_by_id"),
    "remittanceprofileapproval": ("version_id", "written_by_id, approved_by_id"),
}
FIRST_PLACE = 584


def _sealed() -> Iterator[migrations.RunSQL]:
    for place, (table, (key, columns)) in enumerate(SEALED.items(), FIRST_PLACE):
        view = f"receipting_{table}_sealed"
        digest = f"sha256(convert_to(jsonb_build_array({key}, {columns})::text, 'UTF8'))"
        rows = f"SELECT run_id, {key} AS row_id, {digest} AS digest FROM receipting_{table}"  # noqa: S608
        yield migrations.RunSQL(f"CREATE VIEW {view} AS {rows}", f"DROP VIEW {view}")
        yield sealed_source(view, place)


class Migration(migrations.Migration):
    dependencies = [
        ("receipting", "0014_payer_rules"),
        ("runs", "0004_refused_offers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RemittanceProfile",
            fields=[
                ("code", models.CharField(max_length=12, primary_key=True, serialize=False)),
                ("payer", models.CharField(max_length=140)),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
            options={
                "ordering": ["payer"],
            },
        ),
        migrations.CreateModel(
            name="RemittanceProfileVersion",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("layout", models.JSONField()),
                ("sample_lines", models.IntegerField()),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="receipting.remittanceprofile",
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
            name="RemittanceProfileApproval",
            fields=[
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="approval",
                        serialize=False,
                        to="receipting.remittanceprofileversion",
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
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("approved_by", models.F("written_by")), _negated=True),
                        name="a_remittance_profile_needs_two_people",
                    )
                ],
            },
        ),
        *_sealed(),
    ]
