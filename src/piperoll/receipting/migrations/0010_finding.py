"""A receipt found by words of its payer, narrative or references, by its sum or by its day, across years."""

from django.db import migrations

WORDS = """
CREATE FUNCTION receipting_found_by(payer text, narrative text, told jsonb) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_tsvector('simple', regexp_replace(payer || ' ' || narrative || ' ' || told::text, '[^[:alnum:]]+', ' ', 'g'))
$$
"""
INDEXES = (
    "CREATE INDEX bank_line_words ON receipting_banklinetext USING gin (receipting_found_by(payer_name, narrative, payment_references))",
    "CREATE INDEX taking_words ON receipting_takingtext USING gin (receipting_found_by(payer_name, narrative, payment_references))",
    "CREATE INDEX receipt_sum ON receipting_receipt (amount_pence, received_on)",
    "CREATE INDEX receipt_day ON receipting_receipt (received_on)",
)


class Migration(migrations.Migration):
    dependencies = [("receipting", "0009_refunds")]
    operations = [
        migrations.RunSQL(WORDS, "DROP FUNCTION receipting_found_by(text, text, jsonb)"),
        *(migrations.RunSQL(index, f"DROP INDEX {index.split()[2]}") for index in INDEXES),
    ]
