"""Refunds: credit on a customer's account paid back, to where the money came from.

Words: a *refund* is money sent back; it is asked for, decided by somebody else, then *on its way* until the bank
shows it. Its *payee account* is where it goes: the account the money came from, or details given to us, which cool
off first. Refunds are paid in a *refund run*, chosen by one person and *released* by another: by a Bacs file of credits
(99), through GOV.UK Pay back to the card it came from, or by cheques, each entered in the register. A *concern* holds a
refund where only those who are to know see it.

Verbs: set_off_credit, request_refund, cancel_refund; choose_refunds, release_refunds, discard_refunds,
write_refund_file, send_card_refunds, ask_card_refunds, record_cheque, return_refund; raise_concern, settle_concern.
What Bacs says of credits comes here from `bacs` (returns.py). Leans on authority, safeguards, receivables, receipting,
direct_debit, bacs, cards.
"""
