"""The keys of advices are looked up once a statement: a report of twenty thousand was a tenth of its time in them."""

import django.db.models.deletion
from django.db import migrations, models

IN_SETS = """
CREATE TRIGGER keys_stand_insert AFTER INSERT ON bacs_advice REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION
  piperoll_keys_stand('report_id', 'bacs_bacsreport', 'mandate_id', 'direct_debit_mandate', 'collection_id', 'bacs_collection')
"""


class Migration(migrations.Migration):
    dependencies = [
        ("bacs", "0011_missing_reports"),
        ("direct_debit", "0009_guarantee_in_welsh"),
    ]

    operations = [
        migrations.AlterField(
            model_name="advice",
            name="collection",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="advices",
                to="bacs.collection",
            ),
        ),
        migrations.AlterField(
            model_name="advice",
            name="mandate",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="direct_debit.mandate",
            ),
        ),
        migrations.AlterField(
            model_name="advice",
            name="report",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="advices",
                to="bacs.bacsreport",
            ),
        ),
        migrations.RunSQL(IN_SETS, "DROP TRIGGER keys_stand_insert ON bacs_advice"),
    ]
