"""Takings: what we or others take for the council before any bank shows it, paid in and cleared to the penny.

Words: taking (a receipt no bank has shown yet), method (how it was paid, with an account that holds it meanwhile),
banking (takings paid in together, one credit on our statement), slip (the paying-in slip's serial), unpaid (a payment
the bank took back), cash-up (a till counted by note and coin against what was receipted there),
return (what a service's own office took on a day, by income code, for its authoriser), profile (how files of payments
from one who takes them for us are laid out). Verbs: bank_cheques, return_unpaid, take_cash, cash_up, authorise_cash_up,
refuse_cash_up, fill_cash_return, authorise_cash_return, refuse_cash_return, write_file_profile, approve_file_profile,
import_payment_file. Leans on receipting, funds, ledger, council, runs.
"""
