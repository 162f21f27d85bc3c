"""Complaints and what was learnt from them are sealed with every run."""

from django.db import migrations

from piperoll.database.schema import sealed_tables

SEALED = {
    "complaint": ("id", "customer_id, scope, invoice_id, received_on"),
    "complaintstage": (
        "id", "complaint_id, stage, words, reference, hold_id, began_on, acknowledge_by, decide_by",
    ),
    "acknowledged": ("stage_id", "acknowledged_on"),
    "finding": ("stage_id", "finding, words, remedy, decided_on"),
    "lesson": ("id", "complaint_id, words, service_id, due_on"),
}  # fmt: skip

DONE = {"lessondone": ("lesson_id", "words, done_on")}


class Migration(migrations.Migration):
    dependencies = [("disputes", "0003_complaints")]
    operations = [*sealed_tables("disputes", 745, SEALED), *sealed_tables("disputes", 756, DONE)]
