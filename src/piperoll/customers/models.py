"""Customers, where they live, how to reach them, and the bank accounts that have paid for them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from piperoll.runs.models import Run


class Customer(models.Model):
    """Someone we bill. `name` is how a letter addresses them; `reference` carries check digits."""

    KINDS = [
        ("person", "Person"),
        ("sole_trader", "Sole trader"),
        ("company", "Company"),
        ("public_body", "Public body"),
        ("joint", "Joint account"),
    ]

    id = models.BigAutoField(primary_key=True)
    reference = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=12, choices=KINDS)
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=20, blank=True)
    first_name = models.CharField(max_length=60, blank=True)
    last_name = models.CharField(max_length=60, blank=True)
    trading_as = models.CharField(max_length=120, blank=True)
    company_number = models.CharField(max_length=12, blank=True)
    created_at = models.DateTimeField()
    run = models.ForeignKey(Run, models.PROTECT, null=True, db_index=False, related_name="+")

    def __str__(self) -> str:
        return f"{self.name} ({self.reference})"


class Address(models.Model):
    """A postal address between two dates. `lines` holds one line of it on each line, without the postcode.

    Post goes to the billing address, else the temporary one, else the main one, of those that hold on the day.
    """

    PURPOSES = [("main", "Main address"), ("billing", "Where bills go"), ("temporary", "For the time being")]

    purpose = models.CharField(max_length=10, choices=PURPOSES, default="main", db_default="main")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="addresses")
    lines = models.TextField()
    postcode = models.CharField(max_length=10, db_index=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)


class Contact(models.Model):
    """An email address or a phone number between two dates."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=5, choices=[("email", "Email"), ("phone", "Phone")])
    value = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)


class DeliveryChoice(models.Model):
    """How a customer wants to hear from us, from a day on: the newest that has begun holds.

    `texts` says that they asked for short text messages beside their letters.
    """

    CHANNELS = [("post", "Post"), ("email", "Email")]
    LANGUAGES = [("en", "English"), ("cy", "Welsh")]
    FORMATS = [
        ("standard", "Standard print"),
        ("large_print", "Large print"),
        ("braille", "Braille"),
        ("audio", "Audio"),
    ]

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="delivery_choices")
    channel = models.CharField(max_length=5, choices=CHANNELS)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    format = models.CharField(max_length=12, choices=FORMATS)
    texts = models.BooleanField(default=False, db_default=False)
    valid_from = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, db_index=False)
    append_only = True


class JointMember(models.Model):
    """Somebody jointly and severally liable for a joint account between two dates."""

    account = models.ForeignKey(Customer, models.PROTECT, related_name="members")
    member = models.ForeignKey(Customer, models.PROTECT, related_name="joint_accounts")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="nobody_is_their_own_member", condition=~Q(account=F("member"))),
            models.UniqueConstraint(
                name="joint_member_once", fields=["account", "member"], condition=Q(valid_to__isnull=True)
            ),
        ]


class PayerAccount(models.Model):
    """A bank account that has paid for a customer: sealed details, a keyed digest to find it, and how often."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="payer_accounts")
    key = models.BinaryField(db_index=True)
    sealed_details = models.BinaryField()
    first_seen_on = models.DateField()
    last_seen_on = models.DateField()
    times_paid = models.IntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(name="payer_account_once", fields=["customer", "key"])]


class Alias(models.Model):
    """Two accounts found to be one person's: from a day on, `customer` is read as part of `kept`. Nothing moves.

    A trigger lets no chain stand: whoever is kept is merged into nobody, whoever is merged is kept for nobody.
    """

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="merged_as")
    kept = models.ForeignKey(Customer, models.PROTECT, related_name="kept_for")
    reason = models.TextField()
    effective_on = models.DateField()
    known_at = models.DateTimeField()
    run = models.ForeignKey(Run, models.PROTECT)
    append_only = True

    class Meta:
        constraints = [models.CheckConstraint(name="alias_of_another", condition=~Q(customer=F("kept")))]


class AliasEnd(models.Model):
    """A merge taken back: from a day on, the two accounts are two again."""

    alias = models.OneToOneField(Alias, models.PROTECT, related_name="ended_by")
    reason = models.TextField()
    effective_on = models.DateField()
    known_at = models.DateTimeField()
    run = models.ForeignKey(Run, models.PROTECT)
    append_only = True


class LikelyPair(models.Model):
    """Two customers the last search found likely to be one: a chance in a hundred and why, renewed each time."""

    first = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    second = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    score = models.SmallIntegerField()
    evidence = models.JSONField()
    run = models.ForeignKey(Run, models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="likely_pair_once", fields=["first", "second"]),
            models.CheckConstraint(name="likely_pair_order", condition=Q(first__lt=F("second"))),
        ]
        indexes = [models.Index(fields=["-score", "first", "second"], name="likely_pair_best")]


class PairAnswer(models.Model):
    """What somebody said of two customers: different for good, or to be asked again on a day. The last holds."""

    ANSWERS = [("different", "Different customers"), ("later", "Ask again later")]

    first = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    second = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=9, choices=ANSWERS)
    ask_again_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    known_at = models.DateTimeField()
    run = models.ForeignKey(Run, models.PROTECT)
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(name="pair_answer_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(
                name="pair_answer_day", condition=Q(answer="later", ask_again_on__isnull=False) | Q(answer="different")
            ),
        ]
        indexes = [models.Index(fields=["first", "second", "-id"], name="pair_answer_last")]


class Link(models.Model):
    """Two customers who belong together from a day on, and how; each still owes their own."""

    KINDS = [
        ("household", "Lives with them"),
        ("family", "Family"),
        ("own", "Another account of theirs"),
        ("business", "Their business"),
    ]

    first = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    second = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9, choices=KINDS)
    reason = models.TextField()
    effective_on = models.DateField()
    known_at = models.DateTimeField()
    run = models.ForeignKey(Run, models.PROTECT)
    append_only = True

    class Meta:
        constraints = [models.CheckConstraint(name="link_order", condition=Q(first__lt=F("second")))]


class LinkEnd(models.Model):
    """Two customers who no longer belong together, from a day on."""

    link = models.OneToOneField(Link, models.PROTECT, related_name="ended_by")
    reason = models.TextField()
    effective_on = models.DateField()
    known_at = models.DateTimeField()
    run = models.ForeignKey(Run, models.PROTECT)
    append_only = True


class OtherAccount(models.Model):
    """An account a customer has in another system of the council's: its reference there."""

    SYSTEMS = [
        ("housing_benefit", "Housing benefit overpayment"),
        ("council_tax", "Council tax"),
        ("business_rates", "Business rates"),
        ("rent", "Rent"),
        ("mortgage", "Mortgage"),
        ("parking", "Parking"),
        ("other", "Another system"),
    ]

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="other_accounts")
    system = models.CharField(max_length=16, choices=SYSTEMS)
    reference = models.CharField(max_length=40)
    note = models.CharField(max_length=200, blank=True)
    effective_on = models.DateField()
    known_at = models.DateTimeField()
    run = models.ForeignKey(Run, models.PROTECT)
    append_only = True


class OtherAccountEnd(models.Model):
    """An account in another system that is theirs no longer, or never was."""

    account = models.OneToOneField(OtherAccount, models.PROTECT, related_name="ended_by")
    reason = models.TextField()
    effective_on = models.DateField()
    known_at = models.DateTimeField()
    run = models.ForeignKey(Run, models.PROTECT)
    append_only = True


class ToldBalance(models.Model):
    """What another system said was owed there at the end of a day: a figure of theirs, never of our books."""

    account = models.ForeignKey(OtherAccount, models.PROTECT, related_name="balances")
    owed_pence = models.BigIntegerField()
    told_on = models.DateField()
    known_at = models.DateTimeField()
    run = models.ForeignKey(Run, models.PROTECT)
    append_only = True
