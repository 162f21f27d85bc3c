"""Who may have by email what others have by post: whoever has an address and did not ask for post."""

from django.db import migrations

NO_EMAIL = """
CREATE FUNCTION safeguards_no_email(person bigint, representative bigint, address text, form text, on_day date) RETURNS text LANGUAGE sql STABLE AS $$
-- Why somebody cannot have an email they did not choose; nothing when they can.
SELECT CASE WHEN coalesce(address, '') = '' THEN 'no email address of theirs is known.'
            WHEN form NOT IN ('standard', 'large_print') THEN 'they read ' || CASE form WHEN 'audio' THEN 'by ear.' ELSE form || '.' END
            WHEN representative IS NOT NULL THEN 'whoever acts for them asked for post.'
            WHEN (SELECT c.channel FROM customers_deliverychoice c WHERE c.customer_id = person AND c.valid_from <= on_day
                  ORDER BY c.valid_from DESC, c.id DESC LIMIT 1) = 'post' THEN 'they asked for post.' END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("safeguards", "0013_claims")]
    operations = [migrations.RunSQL(NO_EMAIL, "DROP FUNCTION safeguards_no_email(bigint, bigint, text, text, date)")]
