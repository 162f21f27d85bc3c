"""Pages of reconciliation: the debit control from one day to another, banks to nothing, months signed off."""
