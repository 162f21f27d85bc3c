"""Money in: bank statements and their lines, a receipt and what became of it, suspense."""
