"""What is noticed is asked for so that PostgreSQL can tell how much there is of it: joined in sets, not looked up one by one.

The newest plan of a mandate is the one that none follows; a notice's letters are those of every noticed day, each once.
"""

import importlib

from django.db import migrations

BOOKS = importlib.import_module("piperoll.direct_debit.migrations.0002_books")
DAYS_ONCE = importlib.import_module("piperoll.direct_debit.migrations.0004_days_once")
NEWEST = BOOKS.NEWEST.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
JOINED = "JOIN direct_debit_plans(on_day) p ON p.mandate_id = n.mandate_id AND p.id = n.plan_id"
NONE_FOLLOWS = """JOIN direct_debit_collectionplan p ON p.id = n.plan_id AND p.valid_from <= on_day
  AND NOT EXISTS (
    SELECT FROM direct_debit_collectionplan later
    WHERE later.mandate_id = n.mandate_id AND later.id > n.plan_id AND later.valid_from <= on_day)"""
ONE_BY_ONE = "FROM (SELECT DISTINCT x.notice_id FROM newest x) n"


class Migration(migrations.Migration):
    dependencies = [("direct_debit", "0009_guarantee_in_welsh")]
    operations = [
        migrations.RunSQL(NEWEST.replace(JOINED, NONE_FOLLOWS), NEWEST),
        migrations.RunSQL(DAYS_ONCE.FASTER.replace(ONE_BY_ONE, "FROM newest n"), DAYS_ONCE.FASTER),
    ]
