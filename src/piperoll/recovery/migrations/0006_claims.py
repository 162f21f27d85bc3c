import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0009_added_by"),
        ("recovery", "0005_promised"),
        ("runs", "0004_refused_offers"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClaimDocuments",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("words", models.CharField(max_length=200)),
                ("supplied_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="ClaimNotice",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pence", models.BigIntegerField()),
                ("letter_on", models.DateField()),
                ("noticed_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="ClaimReply",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("says", models.JSONField()),
                ("is_complete", models.BooleanField()),
                ("words", models.CharField(max_length=200)),
                ("received_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="DeferredPayment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("owns_property", models.BooleanField()),
                ("offered_on", models.DateField(null=True)),
                ("refused_on", models.DateField(null=True)),
                ("evidence", models.CharField(max_length=200)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="stage",
            name="recovery_letters_have_words",
        ),
        migrations.AlterField(
            model_name="stage",
            name="stage",
            field=models.CharField(
                choices=[
                    ("first_notice", "First notice"),
                    ("reminder", "Reminder"),
                    ("final_notice", "Final notice"),
                    ("call", "Telephone call"),
                    ("review", "Review"),
                    ("before_action", "Before action"),
                    ("letter_of_claim", "Letter of claim"),
                    ("refer", "Referral"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="steptaken",
            name="stage",
            field=models.CharField(
                choices=[
                    ("first_notice", "First notice"),
                    ("reminder", "Reminder"),
                    ("final_notice", "Final notice"),
                    ("call", "Telephone call"),
                    ("review", "Review"),
                    ("before_action", "Before action"),
                    ("letter_of_claim", "Letter of claim"),
                    ("refer", "Referral"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("channel", "letter"), _negated=True),
                    ("stage__in", ("first_notice", "reminder", "final_notice", "before_action", "letter_of_claim")),
                    _connector="OR",
                ),
                name="recovery_letters_have_words",
            ),
        ),
        migrations.AddField(
            model_name="claimdocuments",
            name="customer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
            ),
        ),
        migrations.AddField(
            model_name="claimdocuments",
            name="run",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
        ),
        migrations.AddField(
            model_name="claimnotice",
            name="customer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
            ),
        ),
        migrations.AddField(
            model_name="claimnotice",
            name="run",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
        ),
        migrations.AddField(
            model_name="claimreply",
            name="customer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
            ),
        ),
        migrations.AddField(
            model_name="claimreply",
            name="run",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
        ),
        migrations.AddField(
            model_name="deferredpayment",
            name="customer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
            ),
        ),
        migrations.AddField(
            model_name="deferredpayment",
            name="run",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
        ),
        migrations.AddConstraint(
            model_name="deferredpayment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("refused_on__isnull", True), ("refused_on__gte", models.F("offered_on")), _connector="OR"
                ),
                name="refused_after_it_was_offered",
            ),
        ),
    ]
