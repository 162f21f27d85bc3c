"""Who follows up what a bank should have shown; and what that is, at the end of any day."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

OUTSTANDING = """
CREATE FUNCTION reconciliation_outstanding(day date) RETURNS SETOF receipting_expected LANGUAGE sql STABLE AS $$
  SELECT e.* FROM receipting_expected e JOIN runs_run u ON u.id = e.run_id
  WHERE e.amount_pence <> 0 AND e.expected_on <= day AND u.effective_on <= day
    AND NOT EXISTS (SELECT FROM receipting_clearing c JOIN ledger_journal j ON j.id = c.journal_id WHERE c.expected_id = e.id AND j.effective_on <= day)
    AND NOT EXISTS (SELECT FROM receipting_expected r JOIN runs_run n ON n.id = r.run_id WHERE r.replaces_id = e.id AND n.effective_on <= day)
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("receipting", "0012_funds"),
        ("reconciliation", "0002_books"),
        ("runs", "0003_keys_in_sets"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=300)),
                (
                    "expected",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="receipting.expected",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.RunSQL(OUTSTANDING, "DROP FUNCTION reconciliation_outstanding"),
    ]
