"""Mandates and their bank accounts, what they pay and how, notices to payers, and what is asked of Bacs."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from piperoll.billing.models import Invoice
from piperoll.council.models import Service
from piperoll.customers.models import Customer
from piperoll.direct_debit.rules import CHANNELS, EVERY, INSTRUCTIONS, KINDS_OF_NOTICE, PAYS, PLANS, PROVIDERS
from piperoll.direct_debit.states import MANDATE_STATES
from piperoll.receivables.models import Item
from piperoll.runs.models import Run


class ModulusImport(models.Model):
    """Vocalink's tables as the council took them in: the very bytes, from which day they hold, where they come from."""

    valid_from = models.DateField()
    source = models.CharField(max_length=200)
    weights = models.BinaryField()
    substitutes = models.BinaryField(null=True)
    checks = models.IntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-valid_from", "-id"]


class GuaranteeWording(models.Model):
    """The Guarantee in Welsh as the council's bank gave it: a heading, a paragraph a line, from a day on."""

    heading = models.CharField(max_length=120)
    paragraphs = models.TextField()
    source = models.CharField(max_length=200)
    valid_from = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-valid_from", "-id"]


class Mandate(models.Model):
    """A payer's authority to collect from their account, as it was given. What became of it stands in its events.

    `customer` is whose debts it was first given for. A payer who is somebody else has their own name and address here;
    with no address, their notices go where the customer's letters go. `asked` says who asked what on the telephone.
    `provider` is who lodges it and collects under it.
    """

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    service_user_number = models.CharField(max_length=6)
    reference = models.CharField(max_length=18)
    channel = models.CharField(max_length=5, choices=list(CHANNELS.items()))
    provider = models.CharField(max_length=10, choices=list(PROVIDERS.items()), default="bacs")
    agreed_on = models.DateField()
    confirm_by = models.DateField()
    payer_name = models.CharField(max_length=120)
    payer_lines = models.TextField(blank=True)
    payer_postcode = models.CharField(max_length=10, blank=True)
    payer_email = models.CharField(max_length=120, blank=True)
    asked = models.CharField(max_length=200, blank=True)
    is_converted = models.BooleanField("A paper instruction lodged before, converted by 0S")
    set_up_at = models.DateTimeField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(name="mandate_reference_once", fields=["service_user_number", "reference"]),
            models.CheckConstraint(name="mandate_channel", condition=Q(channel__in=list(CHANNELS))),
            models.CheckConstraint(name="mandate_provider", condition=Q(provider__in=list(PROVIDERS))),
        ]

    def __str__(self) -> str:
        return self.reference


class CoreReference(models.Model):
    """What a bank knows a mandate by: a keyed digest of service user number, sort code, account and reference.

    One mandate a digest, for ever; a mandate that comes back to an earlier account finds its own row here.
    """

    key = models.BinaryField(unique=True)
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [models.UniqueConstraint(name="core_reference_of_its_mandate", fields=["id", "mandate"])]


class MandateAccount(models.Model):
    """The payer's bank account from a day on: sealed sort code, number and name, and what the modulus check said.

    `sealed_details` holds six digits and eight; `key` is their keyed digest, the same as a payer account's;
    `sealed_name` the account's name as Bacs carries it. The newest row is the account in use.
    """

    id = models.BigAutoField(primary_key=True)
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="accounts")
    core = models.ForeignKey(CoreReference, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    sealed_details = models.BinaryField()
    sealed_name = models.BinaryField()
    key = models.BinaryField(db_index=True)
    last_four = models.CharField(max_length=4)
    verdict = models.CharField(max_length=12)
    why = models.TextField()
    tables = models.ForeignKey(ModulusImport, models.PROTECT, null=True, related_name="+")
    advice = models.CharField(max_length=80, blank=True, help_text="The bank's advice that told us, if one did")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="mandate_account_not_invalid", condition=~Q(verdict="invalid")),
        ]


class MandateEvent(models.Model):
    """One step in a mandate's life: its reason in words, the Bacs code and the advice if a bank said so."""

    id = models.BigAutoField(primary_key=True)
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="events")
    event = models.CharField(max_length=12)
    state = models.CharField(max_length=10)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=8, blank=True)
    advice = models.CharField(max_length=80, blank=True)
    effective_on = models.DateField()
    known_at = models.DateTimeField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(name="mandate_event_state", condition=Q(state__in=MANDATE_STATES.names))]


class Standing(models.Model):
    """Where a mandate stands and whose debts it pays: what gets locked, and can always be rebuilt from its events.

    `since` is the day of the last event; `may_collect_from` the first day the bank will honour a collection, known once
    it is lodged.
    """

    mandate = models.OneToOneField(Mandate, models.PROTECT, primary_key=True, related_name="standing")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="mandates")
    state = models.CharField(max_length=10)
    since = models.DateField()
    may_collect_from = models.DateField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="mandate_state", condition=Q(state__in=MANDATE_STATES.names))]
        indexes = [models.Index(fields=["state", "mandate"], name="mandate_by_state")]


class MandatePays(models.Model):
    """What a mandate pays from a day on: everything, a service or an invoice. Rows of its newest run hold together."""

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="pays")
    what = models.CharField(max_length=10, choices=list(PAYS.items()))
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")
    invoice = models.ForeignKey(Invoice, models.PROTECT, null=True, related_name="+", db_constraint=False)
    valid_from = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="mandate_pays_one_thing",
                condition=Q(what="everything", service__isnull=True, invoice__isnull=True)
                | Q(what="service", service__isnull=False, invoice__isnull=True)
                | Q(what="invoice", service__isnull=True, invoice__isnull=False),
            )
        ]


class CollectionPlan(models.Model):
    """How much is collected and when, from a day on; the newest that has begun holds.

    `as_due` takes each instalment on its own due date; `variable` takes what is due on days of its own; `fixed` takes
    `amount_pence` each time, `times` times or until a day. Days are those of the month (31: its last), or every so many
    weeks from `first_on`; one that banks do not work moves to the next that they do.
    """

    id = models.BigAutoField(primary_key=True)
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="plans")
    kind = models.CharField(max_length=8, choices=list(PLANS.items()))
    amount_pence = models.BigIntegerField(null=True)
    every = models.CharField(max_length=12, choices=list(EVERY.items()), blank=True)
    days = ArrayField(models.SmallIntegerField(), default=list)
    first_on = models.DateField(null=True)
    times = models.IntegerField(null=True)
    until = models.DateField(null=True)
    valid_from = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="plan_is_whole",
                condition=Q(kind="as_due", amount_pence__isnull=True, every="", first_on__isnull=True)
                | Q(kind="variable", amount_pence__isnull=True, first_on__isnull=False) & ~Q(every="")
                | Q(kind="fixed", amount_pence__gt=0, first_on__isnull=False) & ~Q(every=""),
            ),
            models.CheckConstraint(
                name="plan_ends_after_it_begins", condition=Q(until__isnull=True) | Q(until__gte=F("first_on"))
            ),
        ]


class Invitation(models.Model):
    """A link by which a payer sets a mandate up themself: the SHA-256 of its word, and the last day it works."""

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    key = models.BinaryField(unique=True)
    expires_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class InvitationUse(models.Model):
    """The mandate that a link made, once."""

    id = models.BigAutoField(primary_key=True)
    invitation = models.OneToOneField(Invitation, models.PROTECT, related_name="use")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class InvitationTry(models.Model):
    """That bank details were tried with a link, and when."""

    id = models.BigAutoField(primary_key=True)
    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="tries")
    tried_at = models.DateTimeField()
    append_only = True


class MovedDay(models.Model):
    """A fixed plan's day that could not be told in time, and the day it is taken on instead; the newest row holds."""

    id = models.BigAutoField(primary_key=True)
    plan = models.ForeignKey(CollectionPlan, models.PROTECT, related_name="moved")
    nominal_on = models.DateField()
    collect_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_day_moves_there_once", fields=["plan", "nominal_on", "collect_on"])
        ]


class Notice(models.Model):
    """A letter to a payer: confirmation of a mandate, advance notice of collections, or that something changed.

    It goes through dispatch as any letter does; its document says how, to whom and when it went.
    """

    id = models.BigAutoField(primary_key=True)
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=12, choices=list(KINDS_OF_NOTICE.items()))
    number = models.CharField(max_length=32, unique=True)
    notice_days = models.SmallIntegerField(help_text="The number the Guarantee in it says")
    dated = models.DateField()
    why = models.CharField(max_length=200, blank=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class NoticedCollection(models.Model):
    """What a notice says will be taken, and on which day. A later one of the same day replaces it."""

    id = models.BigAutoField(primary_key=True)
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="collections")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    plan = models.ForeignKey(CollectionPlan, models.PROTECT, related_name="+")
    collect_on = models.DateField()
    amount_pence = models.BigIntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(name="noticed_once_a_notice", fields=["notice", "collect_on"]),
            models.CheckConstraint(name="noticed_amounts_to_something", condition=Q(amount_pence__gt=0)),
        ]
        indexes = [models.Index(fields=["mandate", "collect_on", "-id"], name="noticed_newest")]


class NoticedItem(models.Model):
    """The part of a noticed collection that is for one instalment, as it stood open when the notice was written."""

    id = models.BigAutoField(primary_key=True)
    noticed = models.ForeignKey(NoticedCollection, models.PROTECT, related_name="items")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+", db_constraint=False)
    amount_pence = models.BigIntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [models.UniqueConstraint(name="an_item_once_a_noticed", fields=["noticed", "item"])]


class AskedAgain(models.Model):
    """An instalment whose collection came back and is presented once more: until a day no notice speaks of it."""

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey(Item, models.PROTECT, related_name="+", db_constraint=False)
    until = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class Lodgement(models.Model):
    """An instruction the mandate's provider is to be sent for one of its accounts: 0N new, 0C cancel, 0S converted."""

    id = models.BigAutoField(primary_key=True)
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="lodgements")
    account = models.ForeignKey(MandateAccount, models.PROTECT, related_name="+")
    code = models.CharField(max_length=2, choices=list(INSTRUCTIONS.items()))
    asked_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(name="lodgement_code", condition=Q(code__in=list(INSTRUCTIONS)))]


class LodgementEnd(models.Model):
    """What became of a lodgement, once: `filed` in a Bacs file or sent to GoCardless (named), or `withdrawn` before."""

    lodgement = models.OneToOneField(Lodgement, models.PROTECT, related_name="end")
    what = models.CharField(max_length=9, choices=[("filed", "Filed"), ("withdrawn", "Withdrawn")])
    reference = models.CharField(max_length=60, blank=True)
    effective_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True
