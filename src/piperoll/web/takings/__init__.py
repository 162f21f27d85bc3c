"""Pages of what we take before the bank shows it: bankings, cheques, what came back."""
