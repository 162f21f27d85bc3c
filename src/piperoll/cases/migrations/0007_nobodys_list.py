"""Whose account nobody looks after is found by an index of its own."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_agents_go_on"),
        ("customers", "0009_added_by"),
        ("runs", "0004_refused_offers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                condition=models.Q(("officer__isnull", True), ("team__isnull", True)),
                fields=["due_on", "-overdue_pence", "customer"],
                name="nobodys_list",
            ),
        ),
    ]
