"""Of what a collection put on an account, parts may be taken back one after another, and never more than it."""

import django.db.models.deletion
from django.db import migrations, models

NO_MORE = """
CREATE FUNCTION bacs_no_more_back() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT DISTINCT undoes_id FROM added WHERE undoes_id IS NOT NULL) a LEFT JOIN bacs_collectioncredit c ON c.id = a.undoes_id
    WHERE c.id IS NULL OR c.undoes_id IS NOT NULL
       OR c.amount_pence + (SELECT sum(u.amount_pence) FROM bacs_collectioncredit u WHERE u.undoes_id = a.undoes_id) < 0
  ) OR EXISTS (SELECT FROM added WHERE (undoes_id IS NULL) <> (amount_pence > 0)) THEN
    RAISE EXCEPTION 'no more of a collection is taken back than it put on an account'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'no_more_is_taken_back';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER no_more_is_taken_back AFTER INSERT ON bacs_collectioncredit REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION bacs_no_more_back();
"""
AS_MUCH = "DROP TRIGGER no_more_is_taken_back ON bacs_collectioncredit; DROP FUNCTION bacs_no_more_back"


class Migration(migrations.Migration):
    dependencies = [
        ("bacs", "0015_never_filed"),
        ("customers", "0009_added_by"),
        ("ledger", "0012_late_charges"),
        ("receivables", "0012_write_offs"),
        ("runs", "0004_refused_offers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="collectioncredit",
            name="undoes",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="bacs.collectioncredit",
            ),
        ),
        migrations.AddIndex(
            model_name="collectioncredit",
            index=models.Index(
                condition=models.Q(("undoes__isnull", False)), fields=["undoes"], name="taken_back_of_a_credit"
            ),
        ),
        migrations.RunSQL(NO_MORE, AS_MUCH),
    ]
