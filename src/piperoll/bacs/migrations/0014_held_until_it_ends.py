"""An instalment is held by the collection that takes it until that ends or its day is past, says the database."""

from django.db import migrations

HELD = """
CREATE FUNCTION bacs_collected_is_held() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT FROM added a LEFT JOIN bacs_liveitem l ON l.item_id = a.item_id AND l.collection_id = a.collection_id WHERE l.item_id IS NULL) THEN
    RAISE EXCEPTION 'an instalment that is collected is held by its collection, and by no other'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'a_collected_item_is_held';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER no_item_is_collected_unheld AFTER INSERT ON bacs_collectionitem REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION bacs_collected_is_held();
CREATE FUNCTION bacs_held_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (
    SELECT FROM gone g JOIN bacs_collection c ON c.id = g.collection_id LEFT JOIN bacs_verdict v ON v.collection_run_id = c.collection_run_id
    WHERE coalesce(v.what, '') <> 'discarded'
      AND NOT EXISTS (SELECT FROM bacs_collectionend e WHERE e.collection_id = g.collection_id)
      AND NOT EXISTS (SELECT FROM bacs_collectioncredit k WHERE k.collection_id = g.collection_id AND k.undoes_id IS NOT NULL)
      AND (v.what IS NULL OR NOT EXISTS (SELECT FROM runs_run r WHERE r.verb = 'collect' AND r.state = 'working' AND r.effective_on > c.collect_on))
  ) THEN
    RAISE EXCEPTION 'an instalment is held until its collection ends, or its day is past for a later choice'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'a_held_item_stays';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER a_held_item_stays AFTER DELETE ON bacs_liveitem REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION bacs_held_stays();
CREATE FUNCTION bacs_held_is_not_given_away() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION 'an instalment that is held is let go, never given to another collection'
    USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'a_held_item_is_not_given_away';
END $$;
CREATE TRIGGER a_held_item_is_not_given_away BEFORE UPDATE ON bacs_liveitem FOR EACH STATEMENT EXECUTE FUNCTION bacs_held_is_not_given_away();
"""
NOT_HELD = """
DROP TRIGGER a_held_item_is_not_given_away ON bacs_liveitem;
DROP FUNCTION bacs_held_is_not_given_away;
DROP TRIGGER a_held_item_stays ON bacs_liveitem;
DROP FUNCTION bacs_held_stays;
DROP TRIGGER no_item_is_collected_unheld ON bacs_collectionitem;
DROP FUNCTION bacs_collected_is_held;
"""


class Migration(migrations.Migration):
    dependencies = [("bacs", "0013_reports_implied")]
    operations = [migrations.RunSQL(HELD, NOT_HELD)]
