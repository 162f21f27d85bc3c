"""The first page: what today asks of each person, and where to go next."""
