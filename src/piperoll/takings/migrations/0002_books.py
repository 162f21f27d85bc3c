"""Bankings and what came back of them, among the sealed rows."""

from django.db import migrations

from piperoll.takings.sealed_rows import sealed

SEALED = {
    "banking": ("id", "method_id, bank_account_id, slip, banked_on, amount_pence, takings, expected_id"),
    "bankedtaking": ("taking_id", "banking_id"),
    "unpaid": ("taking_id", "amount_pence, returned_on, reason, expected_id, journal_id"),
}


class Migration(migrations.Migration):
    dependencies = [("takings", "0001_initial")]
    operations = sealed(46, SEALED)
