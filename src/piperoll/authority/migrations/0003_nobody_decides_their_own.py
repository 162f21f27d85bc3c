"""Nobody decides what they asked for, nor beyond their limit: the database refuses it whoever asks. And the seals."""

from django.db import migrations

from piperoll.database.schema import sealed_source

ALLOWED = """
CREATE FUNCTION authority_must_be_allowed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  asker bigint := (SELECT asked_by_id FROM authority_request WHERE id = NEW.request_id);
  role text := (SELECT u.role FROM authority_user u WHERE u.id = coalesce(NEW.standing_in_for_id, NEW.by_id));
BEGIN
  IF NEW.event IN ('approve', 'refuse', 'return') THEN
    IF asker IN (NEW.by_id, NEW.standing_in_for_id) THEN
      RAISE EXCEPTION 'nobody decides what they asked for themselves' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT FROM authority_limit l WHERE l.id = NEW.limit_id AND role = ANY(l.approvers)) THEN
      RAISE EXCEPTION 'no limit lets a % decide this', role USING ERRCODE = 'check_violation';
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
CREATE TRIGGER must_be_allowed BEFORE INSERT ON authority_requestevent
FOR EACH ROW EXECUTE FUNCTION authority_must_be_allowed();
"""
NOT_ALLOWED = """
DROP TRIGGER must_be_allowed ON authority_requestevent;
DROP FUNCTION authority_must_be_allowed();
"""
REQUESTS = """
CREATE VIEW authority_request_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(jsonb_build_array(
         id, act, service_id, customer_id, subject, amount_pence, age_days, reason, why, evidence, changes, details,
         asked_by_id, asked_on, extract(epoch FROM known_at))::text, 'UTF8')) AS digest
FROM authority_request
"""
EVENTS = """
CREATE VIEW authority_requestevent_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(jsonb_build_array(
         id, request_id, event, state, by_id, standing_in_for_id, limit_id, why, effective_on,
         extract(epoch FROM known_at))::text, 'UTF8')) AS digest
FROM authority_requestevent
"""


class Migration(migrations.Migration):
    dependencies = [("authority", "0002_limits_and_requests"), ("runs", "0002_sealing")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE authority_cover ADD CONSTRAINT cover_order CHECK (valid_to >= valid_from - 1)",
            "ALTER TABLE authority_cover DROP CONSTRAINT cover_order",
        ),
        migrations.RunSQL(ALLOWED, NOT_ALLOWED),
        migrations.RunSQL(REQUESTS, "DROP VIEW authority_request_sealed"),
        migrations.RunSQL(EVENTS, "DROP VIEW authority_requestevent_sealed"),
        sealed_source("authority_request_sealed", 60),
        sealed_source("authority_requestevent_sealed", 61),
    ]
