"""Direct Debits: mandates set up, shown, changed and listed; notices and worklists."""
