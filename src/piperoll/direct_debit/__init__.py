"""Direct Debit: what payers allow us to take from their bank, what they were told, and what Bacs is told.

Words: a *mandate* is a payer's standing authority; its *core reference* is the name their bank knows it by; an
*instruction* (0N, 0C, 0S) is the Bacs message that lodges, cancels or converts it, and waits here as a *lodgement*
until a file takes it; what a mandate *pays* is everything, some services or some invoices of its customer; its *plan*
says how much and on which days; a *notice* tells the payer, who may differ from the customer, what is taken and when.

Verbs: import_modulus_tables, import_guarantee; set_up_mandate, invite_payer, accept_invitation, change_mandate_bank,
transfer_mandate, suspend_mandate, resume_mandate, cancel_mandate; choose_what_it_pays, set_collection_plan;
notify_collections, dormant_mandates. Bank details are sealed at rest; nothing is collected that
`direct_debit_noticed` does not name.
"""
