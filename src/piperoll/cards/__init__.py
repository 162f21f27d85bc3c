"""Cards: payments through GOV.UK Pay, by an officer on the phone or by the payer on our page, and their settlement.

Words: a *card payment* is ours, with a reference nobody can guess, for chosen invoices; it is *there* once GOV.UK
Pay holds it, and has *ended* when it succeeded, failed or was given up. A *payment link* opens the page for chosen
invoices. A *settlement* is what GOV.UK Pay pays into our bank account for one day, less *refunds* to cards, *disputes*
lost and its *fees*. A dispute is a payer who has their bank take a payment back.

A refund is asked for, decided and released in `refunds`; here it is what GOV.UK Pay gives back of a payment.

Verbs: start_card_payment, make_payment_link, send_payment_link; take_govuk_pay_webhook, ask_govuk_pay;
ask_card_disputes, settle_card_payments, import_card_settlement. No card number comes near us: it is typed on GOV.UK
Pay's page. What ends well is a receipt and is placed in the same transaction. Leans on takings, receipting, billing,
dispatch (a link that is sent), bacs (the account that is paid into).
"""
