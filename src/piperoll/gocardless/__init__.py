"""GoCardless: mandates and collections that it lodges and asks for instead of our own Bacs files.

Words: a *GoCardless mandate* is theirs for a bank account of one of ours; a *payment* theirs for a released collection;
an *event* what they tell of either, by webhook or when asked; a *payout* the money they send to our bank account, less
their *fees*. Instructions wait as lodgements and collections with their run, exactly as those for Bacs do.

Verbs: send_to_gocardless; take_gocardless_webhook, ask_gocardless. Every request carries a key made of our own rows, so
that one made twice, by a second process or after a crash, finds what the first one made. Events become advices, as
those of Bacs reports do, by the same functions.
"""
