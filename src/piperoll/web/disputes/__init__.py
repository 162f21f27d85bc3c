"""Disputes and queries: listed, opened, answered by services, closed with an outcome."""
