"""Pages of collections: runs, files, what Bacs sent back, claims, and the month."""
