"""Credit notes: asked for from an invoice, listed, and one with everything behind it."""
