import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0015_births"),
        ("council", "0005_days_before"),
        ("customers", "0009_added_by"),
        ("disputes", "0002_books"),
        ("runs", "0004_refused_offers"),
        ("safeguards", "0013_claims"),
    ]

    operations = [
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "scope",
                    models.CharField(
                        choices=[("account", "All that they owe"), ("invoice", "One invoice"), ("nothing", "Nothing")],
                        max_length=7,
                    ),
                ),
                ("received_on", models.DateField()),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
                    ),
                ),
                (
                    "invoice",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="billing.invoice"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Lesson",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("words", models.CharField(max_length=300)),
                ("due_on", models.DateField()),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lessons", to="disputes.complaint"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="council.service"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ComplaintStage",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "stage",
                    models.CharField(
                        choices=[("stage_1", "Stage 1"), ("stage_2", "Stage 2"), ("ombudsman", "Ombudsman")],
                        max_length=9,
                    ),
                ),
                ("words", models.CharField(max_length=500)),
                ("reference", models.CharField(blank=True, max_length=40)),
                ("began_on", models.DateField()),
                ("acknowledge_by", models.DateField()),
                ("decide_by", models.DateField()),
                (
                    "hold",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="safeguards.hold"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stages", to="disputes.complaint"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="LessonDone",
            fields=[
                (
                    "lesson",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="done",
                        serialize=False,
                        to="disputes.lesson",
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                ("done_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="Acknowledged",
            fields=[
                (
                    "stage",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="acknowledged",
                        serialize=False,
                        to="disputes.complaintstage",
                    ),
                ),
                ("acknowledged_on", models.DateField()),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "stage",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="finding",
                        serialize=False,
                        to="disputes.complaintstage",
                    ),
                ),
                (
                    "finding",
                    models.CharField(
                        choices=[("upheld", "Upheld"), ("part_upheld", "Upheld in part"), ("not_upheld", "Not upheld")],
                        max_length=11,
                    ),
                ),
                ("words", models.CharField(max_length=500)),
                ("remedy", models.CharField(blank=True, max_length=300)),
                ("decided_on", models.DateField()),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="complaintstage",
            constraint=models.UniqueConstraint(fields=("complaint", "stage"), name="a_stage_once_a_complaint"),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("invoice__isnull", False), ("scope", "invoice")),
                    models.Q(models.Q(("scope", "invoice"), _negated=True), ("invoice__isnull", True)),
                    _connector="OR",
                ),
                name="a_complaint_of_an_invoice_names_it",
            ),
        ),
        migrations.AddField(
            model_name="lessondone",
            name="run",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
        ),
    ]
