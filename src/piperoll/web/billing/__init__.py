"""Billing by hand: one invoice at a time, and the register of fees and charges it picks from."""
