"""Flags, holds and representatives, each with the row that ended it; and the rules they wake."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from piperoll.authority.models import User
from piperoll.council.models import Dated
from piperoll.customers.models import Customer, DeliveryChoice
from piperoll.runs.models import Run
from piperoll.safeguards.rules import ACTS, ANSWERS, CALLERS, FLAGS, HOLDS, INSOLVENCIES, REPRESENTATIVES

_IN_ORDER = Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))


class Flag(models.Model):
    """Something true of a customer between two dates: evidence, who looks after it, and when it is looked at again.

    `happened_on` is the day of death, of birth, of the order, or of going away.
    """

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="flags")
    kind = models.CharField(max_length=12, choices=list(FLAGS.items()))
    happened_on = models.DateField(null=True)
    insolvency = models.CharField(max_length=16, choices=list(INSOLVENCIES.items()), blank=True)
    reference = models.CharField(max_length=40, blank=True)
    needs = models.CharField(max_length=200, blank=True)
    evidence = models.CharField(max_length=200)
    owner = models.CharField(max_length=60)
    review_on = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    run = models.ForeignKey(Run, models.PROTECT, db_index=False)
    append_only = True

    class Meta:
        constraints = [models.CheckConstraint(name="flag_kind", condition=Q(kind__in=list(FLAGS)))]


class FlagEnd(models.Model):
    """A flag ended: `valid_to` is its last day, and why."""

    flag = models.OneToOneField(Flag, models.PROTECT, related_name="end")
    valid_to = models.DateField()
    reason = models.CharField(max_length=200)
    run = models.ForeignKey(Run, models.PROTECT, db_index=False)
    append_only = True


class Hold(models.Model):
    """Work on a customer, or on one of their invoices, paused up to and including `valid_to`.

    `invoice_id` is the invoice's number in `billing`, which stands above this room and so is no foreign key here;
    `item_id` one of its instalments in `receivables`, and `amount_pence` the part of it that is held: a dispute of £30
    leaves the rest to be reminded of. Bills and Direct Debits ask about the whole invoice.
    """

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="holds")
    invoice_id = models.BigIntegerField(null=True, db_index=True)
    invoice_number = models.CharField(max_length=16, blank=True)
    item_id = models.BigIntegerField(null=True)
    amount_pence = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=24, choices=list(HOLDS.items()))
    note = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, db_index=False)
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(name="hold_kind", condition=Q(kind__in=list(HOLDS))),
            models.CheckConstraint(name="hold_order", condition=_IN_ORDER),
            models.CheckConstraint(
                name="hold_of_part_names_its_invoice",
                condition=Q(invoice_id__isnull=False) | (Q(item_id__isnull=True) & Q(amount_pence__isnull=True)),
            ),
            models.CheckConstraint(
                name="hold_holds_something", condition=Q(amount_pence__isnull=True) | Q(amount_pence__gt=0)
            ),
        ]


class HoldRelease(models.Model):
    """A hold released before its time: `valid_to` is its last day, and why."""

    hold = models.OneToOneField(Hold, models.PROTECT, related_name="release")
    valid_to = models.DateField()
    reason = models.CharField(max_length=200)
    run = models.ForeignKey(Run, models.PROTECT, db_index=False)
    append_only = True


class Representative(models.Model):
    """Somebody who acts for a customer between two dates: a person of their own, the proof we saw, how far it goes."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="representatives")
    kind = models.CharField(max_length=16, choices=list(REPRESENTATIVES.items()))
    name = models.CharField(max_length=120)
    lines = models.TextField()
    postcode = models.CharField(max_length=10)
    email = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    by_email = models.BooleanField(default=False)
    language = models.CharField(max_length=2, choices=DeliveryChoice.LANGUAGES, default="en", db_default="en")
    format = models.CharField(max_length=12, choices=DeliveryChoice.FORMATS, default="standard", db_default="standard")
    may_be_told = models.BooleanField()
    is_billed = models.BooleanField()
    proof = models.CharField(max_length=200)
    proof_seen_on = models.DateField()
    proof_seen_by = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    run = models.ForeignKey(Run, models.PROTECT, db_index=False)
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(name="representative_order", condition=_IN_ORDER),
            models.CheckConstraint(name="representative_has_scope", condition=Q(may_be_told=True) | Q(is_billed=True)),
            models.CheckConstraint(name="informal_is_not_billed", condition=~Q(kind="informal") | Q(is_billed=False)),
        ]


class RepresentativeDelivery(models.Model):
    """How somebody who acts for a customer hears from a day on: by email or post, language, print. The newest holds."""

    representative = models.ForeignKey(Representative, models.PROTECT, related_name="deliveries")
    by_email = models.BooleanField()
    language = models.CharField(max_length=2, choices=DeliveryChoice.LANGUAGES)
    format = models.CharField(max_length=12, choices=DeliveryChoice.FORMATS)
    valid_from = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, db_index=False)
    append_only = True


class RepresentativeEnd(models.Model):
    """Somebody stopped acting for a customer: `valid_to` is their last day, and why."""

    representative = models.OneToOneField(Representative, models.PROTECT, related_name="end")
    valid_to = models.DateField()
    reason = models.CharField(max_length=200)
    run = models.ForeignKey(Run, models.PROTECT, db_index=False)
    append_only = True


class Call(models.Model):
    """Somebody got in touch: who they said they were, what they were asked, and whether they could be told."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="calls")
    caller = models.CharField(max_length=14, choices=list(CALLERS.items()))
    representative = models.ForeignKey(Representative, models.PROTECT, null=True, related_name="calls")
    name = models.CharField(max_length=120)
    passed = models.JSONField(default=list)
    failed = models.JSONField(default=list)
    may_be_told = models.BooleanField()
    why = models.CharField(max_length=200)
    about = models.CharField(max_length=200, blank=True)
    run = models.ForeignKey(Run, models.PROTECT, db_index=False)
    append_only = True


class ViewGrant(models.Model):
    """Leave for one person to see one restricted record between two dates, and why."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="view_grants")
    user = models.ForeignKey(User, models.PROTECT, related_name="view_grants")
    reason = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, db_index=False)
    append_only = True

    class Meta:
        constraints = [models.CheckConstraint(name="view_grant_order", condition=Q(valid_to__gte=F("valid_from")))]


class ViewGrantEnd(models.Model):
    """Leave withdrawn: `valid_to` is its last day, and why."""

    grant = models.OneToOneField(ViewGrant, models.PROTECT, related_name="end")
    valid_to = models.DateField()
    reason = models.CharField(max_length=200)
    run = models.ForeignKey(Run, models.PROTECT, db_index=False)
    append_only = True


class View(models.Model):
    """A restricted record was looked at: by whom, when, where, and by which leave; none means it was refused."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="views")
    username = models.CharField(max_length=60)
    at = models.DateTimeField()
    place = models.CharField(max_length=200)
    grant = models.ForeignKey(ViewGrant, models.PROTECT, null=True, related_name="views")
    append_only = True


class Rule(Dated):
    """What a flag or hold means for an act between two dates, in a sentence, with its source.

    `allow` says that it changes nothing; `bar` that the act is not done; `route` that it is done only through whoever
    acts for the customer, and barred when there is nobody. `reaches_joint` says that it protects a joint account too.
    """

    state = models.CharField(max_length=24, choices=[*FLAGS.items(), *HOLDS.items()])
    act = models.CharField(max_length=20, choices=list(ACTS.items()))
    answer = models.CharField(max_length=5, choices=list(ANSWERS.items()))
    sentence = models.CharField(max_length=200)
    reaches_joint = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="rule_once", fields=["state", "act", "valid_from"])]
