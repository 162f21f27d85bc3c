"""Card payments, what they are for and how they ended; refunds to the card; disputes; links to pay by; what GOV.UK Pay
told and settled."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from piperoll.billing.models import Invoice
from piperoll.cards.rules import DISPUTE_STATES, ENDS, REFUND_ENDS
from piperoll.customers.models import Customer
from piperoll.ledger.models import Journal
from piperoll.receipting.models import Expected, Taking
from piperoll.runs.models import Run
from piperoll.takings.models import Banking, Unpaid


class PaymentLink(models.Model):
    """A link to pay some invoices by until a day. `key` is the SHA-256 of its word, which is shown once."""

    id = models.BigAutoField(primary_key=True)
    key = models.BinaryField(unique=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="payment_links")
    expires_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class LinkPart(models.Model):
    """So many pence of an invoice that a link asks for."""

    id = models.BigAutoField(primary_key=True)
    link = models.ForeignKey(PaymentLink, models.PROTECT, related_name="parts")
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="+")
    amount_pence = models.BigIntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(name="an_invoice_once_a_link", fields=["link", "invoice"]),
            models.CheckConstraint(name="link_part_asks", condition=Q(amount_pence__gt=0)),
        ]


class SentLink(models.Model):
    """A link that goes by letter or email: the address it opens, sealed, since its word is kept nowhere else."""

    link = models.OneToOneField(PaymentLink, models.PROTECT, primary_key=True, related_name="sent")
    sealed = models.BinaryField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class CardPayment(models.Model):
    """A payment by card as we asked for it, before GOV.UK Pay knew of it; `is_moto` when an officer types the card.

    `reference` is what GOV.UK Pay and the payer call it by, and the word of its page: nobody can guess it.
    """

    id = models.BigAutoField(primary_key=True)
    reference = models.CharField(max_length=24, unique=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="card_payments")
    amount_pence = models.BigIntegerField()
    is_moto = models.BooleanField()
    link = models.ForeignKey(PaymentLink, models.PROTECT, null=True, related_name="payments")
    started_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(name="card_payment_pays", condition=Q(amount_pence__gt=0))]


class CardPart(models.Model):
    """So many pence of a card payment for one invoice."""

    id = models.BigAutoField(primary_key=True)
    payment = models.ForeignKey(CardPayment, models.PROTECT, related_name="parts")
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="+")
    amount_pence = models.BigIntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(name="an_invoice_once_a_card_payment", fields=["payment", "invoice"]),
            models.CheckConstraint(name="card_part_pays", condition=Q(amount_pence__gt=0)),
        ]


class CardThere(models.Model):
    """GOV.UK Pay's own name for a card payment that it holds."""

    payment = models.OneToOneField(CardPayment, models.PROTECT, primary_key=True, related_name="there")
    govuk_id = models.CharField(max_length=40, unique=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class CardEnd(models.Model):
    """How a card payment ended, once: paid (then `taking` is its receipt, `over_pence` what stays on the account
    because the invoices were paid meanwhile), or not, with GOV.UK Pay's code and words."""

    payment = models.OneToOneField(CardPayment, models.PROTECT, primary_key=True, related_name="end")
    state = models.CharField(max_length=9, choices=list(ENDS.items()))
    code = models.CharField(max_length=8, blank=True)
    why = models.CharField(max_length=200, blank=True)
    taking = models.OneToOneField(Taking, models.PROTECT, null=True, related_name="card_payment")
    over_pence = models.BigIntegerField(default=0)
    ended_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_paid_card_payment_is_a_receipt",
                condition=Q(state="success", taking__isnull=False)
                | (~Q(state="success") & Q(taking__isnull=True, over_pence=0)),
            ),
            models.CheckConstraint(name="card_end_state", condition=Q(state__in=list(ENDS))),
        ]


class CardRefund(models.Model):
    """So many pence of a card payment that are to go back to its card, before GOV.UK Pay was asked for it."""

    id = models.BigAutoField(primary_key=True)
    payment = models.ForeignKey(CardPayment, models.PROTECT, related_name="refunds")
    amount_pence = models.BigIntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(name="card_refund_pays", condition=Q(amount_pence__gt=0))]


class CardRefundAsked(models.Model):
    """GOV.UK Pay is about to be asked for a refund. `available_pence` is what it then said could be paid back: asked
    again after an answer that was lost, by that sum it pays nothing twice."""

    refund = models.OneToOneField(CardRefund, models.PROTECT, primary_key=True, related_name="asked")
    available_pence = models.BigIntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class CardRefundThere(models.Model):
    """GOV.UK Pay's own name for a refund that it holds."""

    refund = models.OneToOneField(CardRefund, models.PROTECT, primary_key=True, related_name="there")
    govuk_id = models.CharField(max_length=40, unique=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class CardRefundEnd(models.Model):
    """How a refund to a card ended, once, as GOV.UK Pay said when it was asked."""

    refund = models.OneToOneField(CardRefund, models.PROTECT, primary_key=True, related_name="end")
    state = models.CharField(max_length=8, choices=list(REFUND_ENDS.items()))
    why = models.CharField(max_length=200, blank=True)
    ended_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [models.CheckConstraint(name="card_refund_end_state", condition=Q(state__in=list(REFUND_ENDS)))]


class CardDispute(models.Model):
    """A payer disputes a card payment with their bank: how much, why in GOV.UK Pay's word for it, and by when it wants
    our evidence."""

    id = models.BigAutoField(primary_key=True)
    dispute_id = models.CharField(max_length=40, unique=True)
    payment = models.ForeignKey(CardPayment, models.PROTECT, related_name="disputes")
    amount_pence = models.BigIntegerField()
    reason = models.CharField(max_length=30)
    raised_on = models.DateField()
    answer_by = models.DateField(null=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(name="card_dispute_disputes", condition=Q(amount_pence__gt=0))]


class CardDisputeEvent(models.Model):
    """What GOV.UK Pay said of a dispute, each state once; lost, the payment is taken back and there is a fee."""

    id = models.BigAutoField(primary_key=True)
    dispute = models.ForeignKey(CardDispute, models.PROTECT, related_name="events")
    state = models.CharField(max_length=14, choices=list(DISPUTE_STATES.items()))
    fee_pence = models.BigIntegerField(default=0)
    told_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="a_dispute_is_in_a_state_once", fields=["dispute", "state"]),
            models.CheckConstraint(
                name="only_a_lost_dispute_costs", condition=Q(state="lost", fee_pence__gte=0) | Q(fee_pence=0)
            ),
        ]


class DisputeKnownBefore(models.Model):
    """A dispute that we lost, whose payment somebody had taken back by hand: it was taken back once, by that.

    `instead` is the nought that is expected of the bank in the place of a debit of its own, since a settlement is less
    by it; none when the bank had shown the debit, so that no settlement may be.
    """

    dispute = models.OneToOneField(CardDispute, models.PROTECT, primary_key=True, related_name="known_before")
    unpaid = models.OneToOneField(Unpaid, models.PROTECT, related_name="card_dispute")
    instead = models.OneToOneField(Expected, models.PROTECT, null=True, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class CardMessage(models.Model):
    """A webhook of GOV.UK Pay, taken once by its id. Its words are not kept: they name the payer and their card."""

    id = models.BigAutoField(primary_key=True)
    message_id = models.CharField(max_length=64, unique=True)
    event = models.CharField(max_length=60)
    govuk_id = models.CharField(max_length=40)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class PayTry(models.Model):
    """A payer's page was asked for a bill that it could not take: from where, or for what, as a keyed digest."""

    id = models.BigAutoField(primary_key=True)
    key = models.BinaryField()
    tried_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["key", "tried_at"], name="pay_tries")]


class CardSettlement(models.Model):
    """What GOV.UK Pay pays into our bank account for one day: card payments less refunds, disputes lost and fees; its
    banking is one credit that the bank will show. Where more went back than came, it is owed to GOV.UK Pay, and is one
    debit."""

    id = models.BigAutoField(primary_key=True)
    settled_on = models.DateField(unique=True)
    gross_pence = models.BigIntegerField()
    refunds_pence = models.BigIntegerField(default=0)
    disputes_pence = models.BigIntegerField(default=0)
    fees_pence = models.BigIntegerField()
    net_pence = models.BigIntegerField()
    banking = models.OneToOneField(Banking, models.PROTECT, related_name="card_settlement")
    journal = models.OneToOneField(Journal, models.PROTECT, null=True, related_name="+", db_constraint=False)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-settled_on"]
        constraints = [
            models.CheckConstraint(
                name="card_settlement_is_gross_less_what_is_kept",
                condition=Q(net_pence=F("gross_pence") - F("refunds_pence") - F("disputes_pence") - F("fees_pence")),
            ),
            models.CheckConstraint(
                name="card_settlement_pays",
                condition=Q(gross_pence__gte=0, refunds_pence__gte=0, disputes_pence__gte=0, fees_pence__gte=0),
            ),
        ]


class SettledPayment(models.Model):
    """A card payment in a settlement, once, with what GOV.UK Pay kept of it."""

    payment = models.OneToOneField(CardPayment, models.PROTECT, primary_key=True, related_name="settled")
    settlement = models.ForeignKey(CardSettlement, models.PROTECT, related_name="payments")
    amount_pence = models.BigIntegerField()
    fee_pence = models.BigIntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class SettledRefund(models.Model):
    """A refund to a card that a settlement was less by, once."""

    refund = models.OneToOneField(CardRefund, models.PROTECT, primary_key=True, related_name="settled")
    settlement = models.ForeignKey(CardSettlement, models.PROTECT, related_name="refunds")
    amount_pence = models.BigIntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class SettledDispute(models.Model):
    """A dispute we lost that a settlement was less by, once, with its fee."""

    dispute = models.OneToOneField(CardDispute, models.PROTECT, primary_key=True, related_name="settled")
    settlement = models.ForeignKey(CardSettlement, models.PROTECT, related_name="disputes")
    amount_pence = models.BigIntegerField()
    fee_pence = models.BigIntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True
