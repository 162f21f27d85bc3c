"""The list of invoices, and one invoice down to its postings and what paid it."""
