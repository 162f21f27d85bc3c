"""Transfers: credit and payments moved from one account to another, asked for, listed and undone."""
