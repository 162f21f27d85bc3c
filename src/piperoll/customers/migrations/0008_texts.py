"""Who wants short text messages, and which telephone numbers can take one."""

from django.db import migrations, models

IS_MOBILE = r"""
CREATE FUNCTION customers_is_mobile(phone text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
SELECT regexp_replace(phone, '[ ().-]', '', 'g') ~ '^(0|\+?44|0044)7[1-57-9][0-9]{8}$'
$$
"""


class Migration(migrations.Migration):
    dependencies = [("customers", "0007_links")]
    operations = [
        migrations.AddField("deliverychoice", "texts", models.BooleanField(default=False, db_default=False)),
        migrations.RunSQL(IS_MOBILE, "DROP FUNCTION customers_is_mobile"),
    ]
