"""Runs: what was done in sets, by whom, with which totals; and taking in a service's charges."""
