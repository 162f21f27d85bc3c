"""Card payments: what officers start and see, what payers pay by a bill or a link, and where GOV.UK Pay knocks."""
