"""A limit may ask for two people: the first agrees, somebody else approves. The database refuses anything less."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

DECIDERS = """
CREATE FUNCTION authority_deciders(agreed_by bigint, first varchar[], second varchar[]) RETURNS varchar[]
LANGUAGE sql IMMUTABLE AS $$
-- The roles that decide a request as it stands: those of the second step once somebody agreed.
SELECT CASE WHEN agreed_by IS NOT NULL AND cardinality(second) > 0 THEN second ELSE first END
$$;
"""
ALLOWED = """
CREATE OR REPLACE FUNCTION authority_must_be_allowed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  asker bigint := (SELECT asked_by_id FROM authority_request WHERE id = NEW.request_id);
  role text := (SELECT u.role FROM authority_user u WHERE u.id = coalesce(NEW.standing_in_for_id, NEW.by_id));
  agreed authority_requestevent;
  deciders varchar[];
BEGIN
  IF NEW.event IN ('agree', 'approve', 'refuse', 'return') THEN
    IF asker IN (NEW.by_id, NEW.standing_in_for_id) THEN
      RAISE EXCEPTION 'nobody decides what they asked for themselves' USING ERRCODE = 'check_violation';
    END IF;
    SELECT * INTO agreed FROM authority_requestevent e WHERE e.request_id = NEW.request_id ORDER BY e.id DESC LIMIT 1;
    IF agreed.event IS DISTINCT FROM 'agree' THEN
      agreed := NULL;
    END IF;
    IF agreed.by_id IN (NEW.by_id, NEW.standing_in_for_id) OR agreed.standing_in_for_id IN (NEW.by_id, NEW.standing_in_for_id) THEN
      RAISE EXCEPTION 'nobody decides twice: somebody else must' USING ERRCODE = 'check_violation';
    END IF;
    SELECT authority_deciders(agreed.by_id, l.approvers, l.then_approvers) INTO deciders FROM authority_limit l WHERE l.id = NEW.limit_id;
    IF deciders IS NULL OR role <> ALL(deciders) THEN
      RAISE EXCEPTION 'no limit lets a % decide this', role USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.event = 'approve' AND agreed.by_id IS NULL AND EXISTS (
      SELECT FROM authority_limit l WHERE l.id = NEW.limit_id AND cardinality(l.then_approvers) > 0) THEN
      RAISE EXCEPTION 'it takes two to approve this' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.standing_in_for_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM authority_cover c WHERE c.user_id = NEW.standing_in_for_id AND c.deputy_id = NEW.by_id
        AND NEW.effective_on BETWEEN c.valid_from AND c.valid_to) THEN
      RAISE EXCEPTION 'nobody arranged that cover' USING ERRCODE = 'check_violation';
    END IF;
  ELSIF asker <> NEW.by_id THEN
    RAISE EXCEPTION 'only whoever asked may do that' USING ERRCODE = 'check_violation';
  ELSIF NEW.event = 'do_alone' AND NOT EXISTS (
    SELECT FROM authority_limit l WHERE l.id = NEW.limit_id AND role = ANY(l.alone)) THEN
    RAISE EXCEPTION 'no limit lets a % do this alone', role USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("authority", "0006_messenger")]
    operations = [
        migrations.AddField(
            "limit",
            "then_approvers",
            django.contrib.postgres.fields.ArrayField(
                models.CharField(max_length=20), db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField(
            "requeststate",
            "agreed_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(DECIDERS, "DROP FUNCTION authority_deciders"),
        migrations.RunSQL(ALLOWED, migrations.RunSQL.noop),
    ]
