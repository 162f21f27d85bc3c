"""Merging as a dated alias: who stood merged into whom at any day, by what was known at any moment."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_source

KEPT_FLAT = """
CREATE FUNCTION customers_alias_stands_alone() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM FROM customers_customer WHERE id IN (NEW.customer_id, NEW.kept_id) ORDER BY id FOR NO KEY UPDATE;
  IF EXISTS (
    SELECT FROM customers_alias a LEFT JOIN customers_aliasend e ON e.alias_id = a.id
    WHERE (a.customer_id IN (NEW.customer_id, NEW.kept_id) OR a.kept_id = NEW.customer_id)
      AND (e.id IS NULL OR e.effective_on > NEW.effective_on OR e.known_at > NEW.known_at)
  ) THEN
    RAISE EXCEPTION 'customer % or % stands in another merge: merges make no chain', NEW.customer_id, NEW.kept_id
      USING ERRCODE = 'exclusion_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stands_alone BEFORE INSERT ON customers_alias
  FOR EACH ROW EXECUTE FUNCTION customers_alias_stands_alone()
"""
ENDED_AFTER = """
CREATE FUNCTION customers_alias_ends_after() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT FROM customers_alias a WHERE a.id = NEW.alias_id
             AND (a.effective_on > NEW.effective_on OR a.known_at > NEW.known_at)) THEN
    RAISE EXCEPTION 'a merge cannot end before it began' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ends_after BEFORE INSERT ON customers_aliasend
  FOR EACH ROW EXECUTE FUNCTION customers_alias_ends_after()
"""
MERGED = """
CREATE FUNCTION customers_merged(on_day date, told_by timestamptz)
RETURNS TABLE (customer_id bigint, kept_id bigint) LANGUAGE sql STABLE AS $$
  SELECT a.customer_id, a.kept_id FROM customers_alias a
  WHERE a.effective_on <= on_day AND a.known_at <= told_by
    AND NOT EXISTS (SELECT FROM customers_aliasend e
                    WHERE e.alias_id = a.id AND e.effective_on <= on_day AND e.known_at <= told_by)
$$
"""
ACCOUNTS = """
CREATE FUNCTION customers_accounts(customer bigint, on_day date, told_by timestamptz)
RETURNS bigint[] LANGUAGE sql STABLE AS $$
  SELECT ARRAY[customer] || ARRAY(SELECT m.customer_id FROM customers_merged(on_day, told_by) m WHERE m.kept_id = customer)
$$
"""
SEALED = """
CREATE VIEW customers_alias_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(id || '|' || customer_id || '|' || kept_id || '|' || (effective_on - date '1970-01-01')
                         || '|' || extract(epoch FROM known_at), 'UTF8')) AS digest
FROM customers_alias
"""
END_SEALED = """
CREATE VIEW customers_aliasend_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(id || '|' || alias_id || '|' || (effective_on - date '1970-01-01')
                         || '|' || extract(epoch FROM known_at), 'UTF8')) AS digest
FROM customers_aliasend
"""


class Migration(migrations.Migration):
    dependencies = [("customers", "0003_finding"), ("runs", "0002_sealing")]
    operations = [
        migrations.CreateModel(
            name="Alias",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField()),
                ("effective_on", models.DateField()),
                ("known_at", models.DateTimeField()),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_as",
                        to="customers.customer",
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kept_for",
                        to="customers.customer",
                    ),
                ),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="runs.run")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("customer", models.F("kept")), _negated=True), name="alias_of_another"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AliasEnd",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField()),
                ("effective_on", models.DateField()),
                ("known_at", models.DateTimeField()),
                (
                    "alias",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ended_by", to="customers.alias"
                    ),
                ),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="runs.run")),
            ],
        ),
        migrations.RunSQL(KEPT_FLAT, "DROP FUNCTION customers_alias_stands_alone CASCADE"),
        migrations.RunSQL(ENDED_AFTER, "DROP FUNCTION customers_alias_ends_after CASCADE"),
        migrations.RunSQL(MERGED, "DROP FUNCTION customers_merged"),
        migrations.RunSQL(ACCOUNTS, "DROP FUNCTION customers_accounts"),
        migrations.RunSQL(SEALED, "DROP VIEW customers_alias_sealed"),
        migrations.RunSQL(END_SEALED, "DROP VIEW customers_aliasend_sealed"),
        sealed_source("customers_alias_sealed", 15),
        sealed_source("customers_aliasend_sealed", 16),
    ]
