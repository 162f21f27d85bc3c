-- name: doubt
-- Emails that a run had in its hands when it died may have gone.
UPDATE disputes_chaseremailstate SET state = 'in_doubt', moved_at = %(at)s,
  reason = 'The run that was sending it died on the way: it may have gone or not.'
WHERE state = 'claimed' AND state IN ('waiting', 'claimed') AND moved_at < %(before)s;

-- name: waiting
-- Emails that wait, the oldest first.
SELECT e.chaser_id AS id, e.email, e.subject, e.words FROM disputes_chaseremail e
JOIN disputes_chaseremailstate s ON s.told_id = e.chaser_id AND s.state = 'waiting' AND s.state IN ('waiting', 'claimed')
ORDER BY e.chaser_id LIMIT %(most)s;

-- name: move
-- An email moved on, if it still stands where it was seen.
UPDATE disputes_chaseremailstate SET state = %(state)s, reason = %(reason)s, moved_at = %(at)s
WHERE told_id = %(told)s AND state = %(was)s RETURNING told_id;
