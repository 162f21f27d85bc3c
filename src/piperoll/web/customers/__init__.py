"""Finding customers, their one-page account, and changing what we know of them."""
