"""Keys checked at once, the digest of a journal, and its place among the sealed rows."""

from django.db import migrations

from piperoll.database.schema import foreign_key, run_index, sealed_source

POSTING_WORDS = """
CREATE FUNCTION ledger_posting_words(
  debit int, credit int, pence bigint, effective_on date, customer bigint, item bigint
) RETURNS text LANGUAGE sql STABLE
RETURN debit || '<' || credit || '|' || pence || '|' || (effective_on - date '1970-01-01')
       || '|' || coalesce(customer::text, '') || '|' || coalesce(item::text, '')
"""
JOURNAL_DIGEST = """
CREATE FUNCTION ledger_journal_digest(kind text, source bigint, effective_on date, reverses bigint, postings text)
RETURNS bytea LANGUAGE sql STABLE
RETURN sha256(convert_to(kind || '|' || source || '|' || (effective_on - date '1970-01-01') || '|'
                         || coalesce(reverses::text, '') || E'\\n' || coalesce(postings, ''), 'UTF8'))
"""
SEALED = """
CREATE VIEW ledger_journal_sealed AS
SELECT j.run_id, j.id AS row_id,
       sha256(convert_to(j.id || '|' || extract(epoch FROM j.known_at), 'UTF8') || j.digest || ledger_journal_digest(
         j.kind, j.source_id, j.effective_on, j.reverses_id,
         (SELECT string_agg(words, E'\\n' ORDER BY words)
          FROM (SELECT ledger_posting_words(p.debit_account_id, p.credit_account_id, p.amount_pence, p.effective_on,
                                            p.customer_id, p.item_id) AS words
                FROM ledger_posting p WHERE p.journal_id = j.id) said))) AS digest
FROM ledger_journal j
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("runs", "0002_sealing")]
    operations = [
        foreign_key("ledger_posting", "journal_id", "ledger_journal"),
        foreign_key("ledger_posting", "debit_account_id", "ledger_account"),
        foreign_key("ledger_posting", "credit_account_id", "ledger_account"),
        foreign_key("ledger_journal", "run_id", "runs_run"),
        run_index("ledger_journal"),
        migrations.RunSQL(POSTING_WORDS, "DROP FUNCTION ledger_posting_words"),
        migrations.RunSQL(JOURNAL_DIGEST, "DROP FUNCTION ledger_journal_digest"),
        migrations.RunSQL(SEALED, "DROP VIEW ledger_journal_sealed"),
        sealed_source("ledger_journal_sealed", 10),
    ]
