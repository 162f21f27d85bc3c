-- name: waits_since
-- The first day on which a payment was started that succeeded, a refund was asked for that may have, or a dispute was raised that we lost, and is not settled.
SELECT min(on_day) AS since FROM (
  SELECT p.started_on AS on_day FROM cards_cardpayment p JOIN cards_cardend e ON e.payment_id = p.id AND e.state = 'success'
  WHERE NOT EXISTS (SELECT FROM cards_settledpayment s WHERE s.payment_id = p.id)
  UNION ALL SELECT r.effective_on FROM cards_cardrefundasked a JOIN runs_run r ON r.id = a.run_id LEFT JOIN cards_cardrefundend e ON e.refund_id = a.refund_id
  WHERE coalesce(e.state, 'success') = 'success' AND NOT EXISTS (SELECT FROM cards_settledrefund s WHERE s.refund_id = a.refund_id)
  UNION ALL SELECT d.raised_on FROM cards_carddispute d JOIN cards_carddisputeevent e ON e.dispute_id = d.id AND e.state = 'lost'
  WHERE NOT EXISTS (SELECT FROM cards_settleddispute s WHERE s.dispute_id = d.id)
    AND NOT EXISTS (SELECT FROM cards_disputeknownbefore k WHERE k.dispute_id = d.id AND k.instead_id IS NULL)
) waits;
