"""Money that a refund pays back, and the run a refund is in, are let go when that has ended, says the database."""

from django.db import migrations

LIVE = """
CREATE FUNCTION refunds_chosen_is_live() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT FROM added a LEFT JOIN refunds_liverefund l ON l.refund_id = a.refund_id AND l.refund_run_id = a.refund_run_id WHERE l.refund_id IS NULL) THEN
    RAISE EXCEPTION 'a refund that is chosen is in that run, and in no other'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'a_chosen_refund_is_live';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER a_chosen_refund_is_live AFTER INSERT ON refunds_chosenrefund REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION refunds_chosen_is_live();
CREATE FUNCTION refunds_paid_back_is_live() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT FROM added a JOIN receivables_item i ON i.id = a.item_id AND i.kind IN ('receipt', 'collection')
             LEFT JOIN refunds_livecredit l ON l.item_id = a.item_id AND l.refund_id = a.refund_id WHERE l.item_id IS NULL) THEN
    RAISE EXCEPTION 'money received is paid back by one refund'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'a_payment_is_refunded_once';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER a_payment_is_refunded_once AFTER INSERT ON refunds_refundedcredit REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION refunds_paid_back_is_live();
CREATE FUNCTION refunds_live_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT FROM gone g WHERE NOT EXISTS (SELECT FROM refunds_refundend e WHERE e.refund_id = g.refund_id)
             AND NOT EXISTS (SELECT FROM refunds_refundverdict v WHERE v.refund_run_id = (to_jsonb(g) ->> 'refund_run_id')::bigint AND v.what = 'discarded')) THEN
    RAISE EXCEPTION 'what a refund holds is let go when the refund has ended, or its run was discarded'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'a_live_refund_stays';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER a_live_refund_stays AFTER DELETE ON refunds_liverefund REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION refunds_live_stays();
CREATE TRIGGER a_live_credit_stays AFTER DELETE ON refunds_livecredit REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION refunds_live_stays();
CREATE FUNCTION refunds_live_is_not_given_away() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION 'what a refund holds is let go, never given to another'
    USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'what_is_live_is_not_given_away';
END $$;
CREATE TRIGGER a_live_refund_is_not_given_away BEFORE UPDATE ON refunds_liverefund FOR EACH STATEMENT EXECUTE FUNCTION refunds_live_is_not_given_away();
CREATE TRIGGER a_live_credit_is_not_given_away BEFORE UPDATE ON refunds_livecredit FOR EACH STATEMENT EXECUTE FUNCTION refunds_live_is_not_given_away();
"""
NOT_LIVE = """
DROP TRIGGER a_live_credit_is_not_given_away ON refunds_livecredit;
DROP TRIGGER a_live_refund_is_not_given_away ON refunds_liverefund;
DROP FUNCTION refunds_live_is_not_given_away;
DROP TRIGGER a_live_credit_stays ON refunds_livecredit;
DROP TRIGGER a_live_refund_stays ON refunds_liverefund;
DROP FUNCTION refunds_live_stays;
DROP TRIGGER a_payment_is_refunded_once ON refunds_refundedcredit;
DROP FUNCTION refunds_paid_back_is_live;
DROP TRIGGER a_chosen_refund_is_live ON refunds_chosenrefund;
DROP FUNCTION refunds_chosen_is_live;
"""


class Migration(migrations.Migration):
    dependencies = [("refunds", "0003_to_card"), ("receivables", "0009_refunds")]
    operations = [migrations.RunSQL(LIVE, NOT_LIVE)]
