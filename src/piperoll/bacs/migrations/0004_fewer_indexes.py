"""Indexes nobody asks through are not kept: a million collections are written sooner."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bacs", "0003_last_used"),
        ("customers", "0007_links"),
        ("direct_debit", "0004_days_once"),
        ("receivables", "0008_collections"),
    ]

    operations = [
        migrations.AlterField(
            model_name="collection",
            name="customer",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="customers.customer",
            ),
        ),
        migrations.AlterField(
            model_name="collection",
            name="noticed",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="direct_debit.noticedcollection",
            ),
        ),
        migrations.AlterField(
            model_name="collectionitem",
            name="collection",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="bacs.collection",
            ),
        ),
        migrations.AlterField(
            model_name="collectionitem",
            name="item",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="receivables.item",
            ),
        ),
    ]
