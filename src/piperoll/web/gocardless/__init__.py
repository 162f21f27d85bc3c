"""Where GoCardless knocks, and what officers send and ask there."""
