"""The payer's own page: a Direct Debit set up by whoever holds the link, without signing in."""
