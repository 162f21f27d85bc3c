-- name: open_drafts
-- Where verbs write what they mean to post; gone when the transaction ends.
CREATE TEMP TABLE IF NOT EXISTS journal_draft (
  journal_id bigint NOT NULL, kind text NOT NULL, source_id bigint NOT NULL, effective_on date NOT NULL, reverses_id bigint
) ON COMMIT DROP;
CREATE TEMP TABLE IF NOT EXISTS posting_draft (
  journal_id bigint NOT NULL, debit_account_id int NOT NULL, credit_account_id int NOT NULL, amount_pence bigint NOT NULL,
  effective_on date NOT NULL, customer_id bigint, item_id bigint
) ON COMMIT DROP;

-- name: post_journals
-- The drafted journals, each with the digest of its facts and its postings.
INSERT INTO ledger_journal (id, run_id, kind, source_id, effective_on, known_at, reverses_id, digest)
SELECT d.journal_id, %(run)s, d.kind, d.source_id, d.effective_on, %(at)s, d.reverses_id,
       ledger_journal_digest(d.kind, d.source_id, d.effective_on, d.reverses_id, said.words)
FROM journal_draft d LEFT JOIN (
  SELECT journal_id, string_agg(words, E'\n' ORDER BY words) AS words
  FROM (SELECT journal_id, ledger_posting_words(debit_account_id, credit_account_id, amount_pence, effective_on,
                                                customer_id, item_id) AS words
        FROM posting_draft) w
  GROUP BY journal_id
) said USING (journal_id)
ORDER BY d.journal_id;

-- name: post_postings
-- The drafted postings.
INSERT INTO ledger_posting (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on, customer_id, item_id)
SELECT journal_id, debit_account_id, credit_account_id, amount_pence, effective_on, customer_id, item_id
FROM posting_draft ORDER BY journal_id;

-- name: clear_drafts
-- Ready for the next set in the same transaction.
TRUNCATE journal_draft, posting_draft;
