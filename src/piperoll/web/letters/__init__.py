"""Letters: templates and their approval; what was prepared, sent and came back."""
