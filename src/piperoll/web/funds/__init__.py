"""Other ledgers on the pages: the register of funds, and receipts placed there."""
