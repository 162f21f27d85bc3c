"""Cases: worklists, who has how much, and what is next on one account."""
