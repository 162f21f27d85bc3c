"""Aged debt from total to customer, and the check of the books."""
