"""Where GoCardless knocks."""
