"""A role for GOV.UK Notify's own key: it tells what became of what we sent, and does nothing else."""

from django.db import migrations, models

ROLES = [
    ("assistant", "Income assistant"), ("officer", "Income officer"), ("senior", "Senior income officer"),
    ("collections", "Collections officer"), ("manager", "Team manager"), ("ar_manager", "Accounts receivable manager"),
    ("finance_director", "Finance director"), ("requester", "Service requester"), ("approver", "Service approver"),
    ("auditor", "Auditor"), ("messenger", "GOV.UK Notify"), ("administrator", "Administrator"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("authority", "0005_request_files")]
    operations = [
        migrations.RemoveConstraint("user", "user_role"),
        migrations.AlterField("user", "role", models.CharField(choices=ROLES, max_length=20)),
        migrations.AddConstraint(
            "user",
            models.CheckConstraint(name="user_role", condition=models.Q(role__in=[role for role, _ in ROLES])),
        ),
    ]
