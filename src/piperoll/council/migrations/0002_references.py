"""Writing a reference with its ISO 7064 MOD 97-10 check digits in sets (twin: foundations/references.py)."""

from django.db import migrations

REFERENCE = """
CREATE FUNCTION council_reference(prefix text, digits int, checked boolean, number bigint)
RETURNS text LANGUAGE sql IMMUTABLE
RETURN prefix || lpad(number::text, digits, '0')
       || CASE WHEN checked THEN lpad((98 - number * 100 % 97)::text, 2, '0') ELSE '' END
"""


class Migration(migrations.Migration):
    dependencies = [("council", "0001_initial")]
    operations = [migrations.RunSQL(REFERENCE, "DROP FUNCTION council_reference")]
