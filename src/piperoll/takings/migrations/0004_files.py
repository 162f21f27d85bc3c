"""Files of payments, the profiles they are read by, and who approved each."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from piperoll.takings.sealed_rows import sealed


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0003_working_days"),
        ("ledger", "0005_methods"),
        ("runs", "0003_keys_in_sets"),
        ("takings", "0003_cash"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FileProfile",
            fields=[
                ("code", models.CharField(max_length=12, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=60)),
                ("bank_words", models.CharField(max_length=40)),
                (
                    "bank_account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="council.bankaccount"
                    ),
                ),
                (
                    "method",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.method"
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
            name="FileProfileVersion",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("layout", models.JSONField()),
                ("sample_payments", models.IntegerField()),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="takings.fileprofile"
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
            name="PaymentFileTaken",
            fields=[
                (
                    "banking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="file",
                        serialize=False,
                        to="takings.banking",
                    ),
                ),
                ("name", models.CharField(max_length=255)),
                ("content_digest", models.BinaryField()),
                ("told_pence", models.BigIntegerField(null=True)),
                ("told_count", models.IntegerField(null=True)),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="takings.fileprofileversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FileProfileApproval",
            fields=[
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="approval",
                        serialize=False,
                        to="takings.fileprofileversion",
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
                        name="a_profile_needs_two_people",
                    )
                ],
            },
        ),
        *sealed(
            52,
            {
                "fileprofileversion": ("id", "profile_id, layout, sample_payments, written_by_id"),
                "fileprofileapproval": ("version_id", "written_by_id, approved_by_id"),
                "paymentfiletaken": (
                    "banking_id",
                    "version_id, name, encode(content_digest, 'hex'), told_pence, told_count",
                ),
            },
        ),
    ]
