"""Files watched on the pages: alerts of those amiss, and what is expected when."""
