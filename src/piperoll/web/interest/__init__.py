"""Interest on what is overdue, worked out and shown; nothing is charged."""
