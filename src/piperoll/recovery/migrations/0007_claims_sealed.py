"""What is recorded before a claim is sealed with every run."""

from django.db import migrations

from piperoll.database.schema import sealed_tables

SEALED = {
    "claimreply": ("id", "customer_id, says, is_complete, words, received_on"),
    "claimdocuments": ("id", "customer_id, words, supplied_on"),
    "claimnotice": ("id", "customer_id, pence, letter_on, noticed_on"),
    "deferredpayment": ("id", "customer_id, owns_property, offered_on, refused_on, evidence"),
}


class Migration(migrations.Migration):
    dependencies = [("recovery", "0006_claims"), ("write_offs", "0004_time_in_law")]
    operations = [*sealed_tables("recovery", 750, SEALED)]
