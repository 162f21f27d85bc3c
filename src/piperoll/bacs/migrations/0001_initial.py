"""Collection runs, their verdicts and files, what came back and what was claimed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("customers", "0007_links"),
        ("direct_debit", "0002_books"),
        ("ledger", "0003_direct_debit"),
        ("receivables", "0008_collections"),
        ("runs", "0002_sealing"),
    ]

    operations = [
        migrations.CreateModel(
            name="Collection",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("01", "First collection"),
                            ("17", "Regular collection"),
                            ("18", "Presented once more"),
                            ("19", "Final collection"),
                        ],
                        max_length=2,
                    ),
                ),
                ("amount_pence", models.BigIntegerField()),
                ("collect_on", models.DateField()),
                (
                    "account",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="direct_debit.mandateaccount",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="collections",
                        to="direct_debit.mandate",
                    ),
                ),
                (
                    "noticed",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="direct_debit.noticedcollection",
                    ),
                ),
                (
                    "represents",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="represented_by",
                        to="bacs.collection",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="runs.run",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Advice",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("fingerprint", models.BinaryField(unique=True)),
                ("line", models.IntegerField()),
                ("reference", models.CharField(blank=True, max_length=18)),
                ("code", models.CharField(blank=True, max_length=12)),
                ("meaning", models.CharField(blank=True, max_length=120)),
                ("amount_pence", models.BigIntegerField(null=True)),
                ("effective_on", models.DateField(null=True)),
                ("done", models.CharField(blank=True, max_length=300)),
                ("next_step", models.CharField(blank=True, max_length=300)),
                ("exception", models.CharField(blank=True, max_length=300)),
                (
                    "mandate",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="direct_debit.mandate",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AdviceSettled",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=300)),
                (
                    "advice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="settled", to="bacs.advice"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BacsFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.CharField(max_length=6, unique=True)),
                (
                    "format",
                    models.CharField(
                        choices=[("standard18", "Standard 18"), ("csv", "CSV for a bureau")], max_length=10
                    ),
                ),
                ("made_on", models.DateField()),
                ("processing_on", models.DateField()),
                ("records", models.IntegerField()),
                ("debit_pence", models.BigIntegerField()),
                ("instructions", models.IntegerField()),
                ("size", models.BigIntegerField()),
                ("sha256", models.BinaryField()),
                (
                    "run",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="BacsReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ARUDD", "Direct Debits that came back unpaid"),
                            ("ADDACS", "Instructions changed or cancelled"),
                            ("AUDDIS", "Instructions the banks did not take"),
                            ("AUDDIS acceptance", "Instructions taken in"),
                            ("AUDDIS rejection", "File of instructions rejected"),
                            ("AWACS", "Accounts of payees that are wrong"),
                            ("ARUCS", "Credits that came back"),
                            ("DDICA", "Indemnity claims"),
                            ("Input", "What became of a submission"),
                            ("Withdrawal", "A submission withdrawn"),
                        ],
                        max_length=20,
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=40)),
                ("produced_on", models.DateField(null=True)),
                ("name", models.CharField(max_length=255)),
                (
                    "run",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.AddField(
            model_name="advice",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="advices", to="bacs.bacsreport"
            ),
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("bank_reference", models.CharField(max_length=40)),
                ("code", models.CharField(max_length=2)),
                ("meaning", models.CharField(max_length=120)),
                ("amount_pence", models.BigIntegerField()),
                ("logged_on", models.DateField()),
                ("challenge_by", models.DateField()),
                ("settles_on", models.DateField()),
                (
                    "advice",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="claim", to="bacs.advice"
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="claims", to="direct_debit.mandate"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ClaimEvent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("event", models.CharField(max_length=10)),
                ("state", models.CharField(max_length=10)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("effective_on", models.DateField()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="bacs.claim"
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
            name="CollectionEnd",
            fields=[
                (
                    "collection",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="end",
                        serialize=False,
                        to="bacs.collection",
                    ),
                ),
                ("what", models.CharField(max_length=9)),
                ("code", models.CharField(blank=True, max_length=12)),
                ("reason", models.CharField(max_length=300)),
                ("ended_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="ClaimedCollection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="collections", to="bacs.claim"
                    ),
                ),
                (
                    "collection",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claimed",
                        to="bacs.collection",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="advice",
            name="collection",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="advices", to="bacs.collection"
            ),
        ),
        migrations.CreateModel(
            name="CollectionCredit",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("amount_pence", models.BigIntegerField()),
                (
                    "collection",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credits",
                        to="bacs.collection",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "item",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="collection_credit",
                        to="receivables.item",
                    ),
                ),
                (
                    "journal",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.journal",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="runs.run",
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="bacs.collectioncredit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CollectionItem",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("amount_pence", models.BigIntegerField()),
                (
                    "collection",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="bacs.collection",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="receivables.item",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="runs.run",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CollectionRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("collect_on", models.DateField()),
                ("input_by", models.DateField()),
                ("processing_on", models.DateField()),
                ("chosen_by_id", models.IntegerField()),
                ("chosen_at", models.DateTimeField()),
                (
                    "run",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.AddField(
            model_name="collection",
            name="collection_run",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="collections",
                to="bacs.collectionrun",
            ),
        ),
        migrations.CreateModel(
            name="Exclusion",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("amount_pence", models.BigIntegerField()),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("no_notice", "No valid notice"),
                            ("late", "Too long after the notified day"),
                            ("barred", "Not to be collected from"),
                            ("mandate", "The mandate is not active"),
                            ("too_soon", "Too soon after the instruction"),
                            ("paid", "Paid or credited since"),
                            ("suspense", "Money may be theirs in suspense"),
                            ("in_flight", "In another collection"),
                            ("limit", "Above the limit of one item"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.TextField()),
                (
                    "collection_run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="exclusions", to="bacs.collectionrun"
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="direct_debit.mandate"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FileAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("outcome", models.CharField(max_length=20)),
                ("said", models.CharField(blank=True, max_length=300)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="bacs.bacsfile"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="bacs.bacsreport"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LiveItem",
            fields=[
                (
                    "item",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="receivables.item",
                    ),
                ),
                (
                    "collection",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bacs.collection",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PresentAgain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "collection",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="to_present_again",
                        to="bacs.collection",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Verdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(choices=[("released", "Released"), ("discarded", "Discarded")], max_length=9),
                ),
                ("by_id", models.IntegerField()),
                ("chosen_by_id", models.IntegerField()),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "collection_run",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verdict",
                        to="bacs.collectionrun",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FiledRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="collection_runs", to="bacs.bacsfile"
                    ),
                ),
                (
                    "verdict",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="filed", to="bacs.verdict"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BacsFilePart",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("place", models.IntegerField()),
                ("sealed", models.BinaryField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="bacs.bacsfile"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("file", "place"), name="bacs_file_part_place")],
            },
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(fields=("mandate", "bank_reference"), name="a_claim_once"),
        ),
        migrations.AddConstraint(
            model_name="claimevent",
            constraint=models.UniqueConstraint(fields=("claim", "event"), name="a_claim_moves_once_an_event"),
        ),
        migrations.AddField(
            model_name="collectionend",
            name="run",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="runs.run",
            ),
        ),
        migrations.AddConstraint(
            model_name="collectionitem",
            constraint=models.UniqueConstraint(fields=("collection", "item"), name="an_item_once_a_collection"),
        ),
        migrations.AddConstraint(
            model_name="collectionrun",
            constraint=models.UniqueConstraint(fields=("id", "chosen_by_id"), name="collection_run_chooser"),
        ),
        migrations.AddConstraint(
            model_name="collection",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_pence__gt", 0)), name="collection_takes_money"
            ),
        ),
        migrations.AddConstraint(
            model_name="collection",
            constraint=models.CheckConstraint(
                condition=models.Q(("represents__isnull", True), ("code", "18"), _connector="XOR"),
                name="collection_18_represents",
            ),
        ),
        migrations.AddConstraint(
            model_name="verdict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("what", "discarded"), models.Q(("by_id", models.F("chosen_by_id")), _negated=True), _connector="OR"
                ),
                name="nobody_releases_their_own",
            ),
        ),
        migrations.AddConstraint(
            model_name="collectionend",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("what__in", ("dropped", "discarded", "rejected", "withdrawn", "returned", "claimed"))
                ),
                name="collection_end",
            ),
        ),
    ]
