"""Refunds: asked for from a customer's account, listed by where they stand, chosen, released, filed; and concerns."""
