"""Credit notes: keys checked at once, never more than their invoice, and among the sealed rows."""

from django.db import migrations

from piperoll.database.schema import foreign_key, sealed_source

NOT_TOO_MUCH = """
CREATE FUNCTION billing_credit_not_too_much() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM billing_invoiceline l
    WHERE l.id = NEW.invoice_line_id
      AND (l.vat_code <> NEW.vat_code OR l.vat_rate <> NEW.vat_rate OR l.account_id <> NEW.account_id
           OR l.net_pence < (SELECT sum(c.net_pence) FROM billing_creditnoteline c WHERE c.invoice_line_id = l.id)
           OR l.vat_pence < (SELECT sum(c.vat_pence) FROM billing_creditnoteline c WHERE c.invoice_line_id = l.id))
  ) THEN
    RAISE EXCEPTION 'a credit is never more than its invoice line, nor coded otherwise' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER not_too_much AFTER INSERT ON billing_creditnoteline
FOR EACH ROW EXECUTE FUNCTION billing_credit_not_too_much();
"""
UNDO = "DROP TRIGGER not_too_much ON billing_creditnoteline; DROP FUNCTION billing_credit_not_too_much();"
NOTES = """
CREATE VIEW billing_creditnote_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(jsonb_build_array(
         id, number, invoice_id, customer_id, credited_on, net_pence, vat_pence, gross_pence, request_id, journal_id,
         (SELECT jsonb_agg(jsonb_build_array(l.invoice_line_id, l.line_number, l.description, l.net_pence, l.vat_code,
                                             l.vat_rate, l.vat_pence, l.account_id) ORDER BY l.line_number)
          FROM billing_creditnoteline l WHERE l.credit_note_id = n.id))::text, 'UTF8')) AS digest
FROM billing_creditnote n
"""


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0005_credit_notes"),
        ("receivables", "0005_credit_notes"),
        ("authority", "0003_nobody_decides_their_own"),
    ]
    operations = [
        foreign_key("billing_creditnote", "invoice_id", "billing_invoice"),
        foreign_key("billing_creditnote", "customer_id", "customers_customer"),
        foreign_key("billing_creditnote", "journal_id", "ledger_journal"),
        foreign_key("billing_creditnote", "run_id", "runs_run"),
        foreign_key("billing_creditnoteline", "credit_note_id", "billing_creditnote"),
        foreign_key("billing_creditnoteline", "invoice_line_id", "billing_invoiceline"),
        foreign_key("billing_creditnoteline", "account_id", "ledger_account"),
        migrations.RunSQL(NOT_TOO_MUCH, UNDO),
        migrations.RunSQL(NOTES, "DROP VIEW billing_creditnote_sealed"),
        sealed_source("billing_creditnote_sealed", 62),
    ]
