"""Arrangements and promises: all of them, one, and a customer's own."""
