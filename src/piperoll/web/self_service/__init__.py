"""For a service's own people: what they asked for and where it stands, and asking for customers and invoices."""
