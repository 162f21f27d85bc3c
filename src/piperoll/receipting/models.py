"""Statements, bank lines, receipts, what we made of them, and where their money went."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from piperoll.council.models import BankAccount
from piperoll.customers.models import Customer
from piperoll.funds.models import Fund
from piperoll.ledger.models import Account, Journal, Method
from piperoll.receivables.models import Item
from piperoll.runs.models import Run


class Statement(models.Model):
    """A bank's statement of one account: opening + lines = closing, and opening = the closing before it."""

    bank_account = models.ForeignKey(BankAccount, models.PROTECT, related_name="statements")
    previous = models.OneToOneField("self", models.PROTECT, null=True, related_name="next")
    sequence = models.IntegerField(help_text="1, 2, 3… within the bank account")
    format = models.CharField(max_length=24)
    bank_reference = models.CharField(max_length=64, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField()
    opening_pence = models.BigIntegerField()
    closing_pence = models.BigIntegerField()
    line_count = models.IntegerField()
    entered_balance = models.BooleanField(help_text="The balances came from an officer, not the file")
    journal = models.ForeignKey(Journal, models.PROTECT, null=True, db_constraint=False)
    run = models.ForeignKey(Run, models.PROTECT)
    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="statement_chain_start", fields=["bank_account"], condition=Q(previous__isnull=True)
            ),
            models.UniqueConstraint(name="statement_sequence", fields=["bank_account", "sequence"]),
        ]


class BankLine(models.Model):
    """One line of a statement. `text_digest` is the salted SHA-256 of its words, which live in BankLineText."""

    id = models.BigAutoField(primary_key=True)
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="lines", db_constraint=False)
    line_number = models.IntegerField()
    booked_on = models.DateField()
    value_on = models.DateField()
    amount_pence = models.BigIntegerField()
    type_code = models.CharField(max_length=24, blank=True)
    kind = models.CharField(max_length=32)
    fingerprint = models.BinaryField()
    text_digest = models.BinaryField()
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, db_constraint=False)
    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(name="bank_line_once", fields=["fingerprint"]),
        ]


class BankLineText(models.Model):
    """The words of a bank line, apart from the sealed row so that they can be erased without breaking a proof."""

    line = models.OneToOneField(BankLine, models.PROTECT, primary_key=True, related_name="text", db_constraint=False)
    salt = models.BinaryField()
    payer_name = models.CharField(max_length=140, blank=True)
    narrative = models.TextField(blank=True)
    references = models.JSONField(default=list, db_column="payment_references")
    payer_key = models.BinaryField(null=True)
    sealed_payer = models.BinaryField(null=True)


class Receipt(models.Model):
    """Money that arrived (or, below nought, that the bank took back).

    `reference` names it on paper: the bank account's code, the statement's place in it and the line, `MAIN-12-345`;
    for a taking its method, run and line, `CHEQUE-1207/3`.
    """

    id = models.BigAutoField(primary_key=True)
    reference = models.CharField(max_length=24)
    bank_line = models.OneToOneField(BankLine, models.PROTECT, null=True, related_name="receipt", db_constraint=False)
    bank_account = models.ForeignKey(BankAccount, models.PROTECT, db_index=False, db_constraint=False)
    received_on = models.DateField()
    amount_pence = models.BigIntegerField()
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, db_constraint=False)
    append_only = True

    class Meta:
        constraints = [models.UniqueConstraint(name="receipt_reference_once", fields=["reference"])]


class Taking(models.Model):
    """A receipt that no bank has shown yet: a cheque, money over the counter, a line of a file of somebody who takes
    payments for us. `number` is the cheque's, the till's or the taker's own; the words are apart, as a bank line's are.
    """

    receipt = models.OneToOneField(Receipt, models.PROTECT, primary_key=True, related_name="taking")
    method = models.ForeignKey(Method, models.PROTECT, related_name="takings")
    number = models.CharField(max_length=40, blank=True)
    amount_pence = models.BigIntegerField()
    taken_on = models.DateField()
    text_digest = models.BinaryField()
    journal = models.OneToOneField(Journal, models.PROTECT, related_name="+", db_constraint=False)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [models.CheckConstraint(name="taking_moves_money", condition=~Q(amount_pence=0))]


class TakingText(models.Model):
    """Who paid and what they wrote, apart from the sealed row so that it can be erased without breaking a proof."""

    taking = models.OneToOneField(Taking, models.PROTECT, primary_key=True, related_name="text")
    salt = models.BinaryField()
    payer_name = models.CharField(max_length=140, blank=True)
    narrative = models.TextField(blank=True)
    references = models.JSONField(default=list, db_column="payment_references")


class Suspense(models.Model):
    """What of a receipt has no owner yet, and why. The row stays, at nought, once all is placed."""

    STATES = [
        ("new", "Not looked at yet"),
        ("suggested", "Suggested"),
        ("waiting", "Waiting"),
        ("held", "Held by an officer"),
        ("placed", "Placed"),
        ("returned", "Returned unpaid"),
    ]

    receipt = models.OneToOneField(
        Receipt, models.PROTECT, primary_key=True, related_name="suspense", db_constraint=False
    )
    open_pence = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=STATES, default="new")
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "receipt"], name="suspense_open", condition=~Q(open_pence=0))]


class Match(models.Model):
    """What the engine, or a person, made of a receipt: a score, the reasons in words, and the other candidates."""

    id = models.BigAutoField(primary_key=True)
    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="matches", db_constraint=False)
    outcome = models.CharField(
        max_length=10,
        choices=[
            ("allocated", "Allocated"),
            ("suggested", "Suggested"),
            ("suspense", "Suspense"),
            ("undone", "Undone"),
        ],
    )
    score = models.SmallIntegerField(null=True)
    reasons = models.JSONField(default=list)
    candidates = models.JSONField(default=list)
    by_username = models.CharField(max_length=150)
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, db_constraint=False)
    append_only = True


class Placement(models.Model):
    """So many pence of a receipt put on a customer account as a credit item; a negative row undoes one."""

    id = models.BigAutoField(primary_key=True)
    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="placements", db_constraint=False)
    customer = models.ForeignKey(Customer, models.PROTECT, db_index=False, db_constraint=False)
    item = models.OneToOneField(Item, models.PROTECT, related_name="placement", db_constraint=False)
    amount_pence = models.BigIntegerField()
    match = models.ForeignKey(Match, models.PROTECT, null=True, db_index=False, db_constraint=False)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by", db_constraint=False)
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, db_constraint=False)
    append_only = True


class FundPlacement(models.Model):
    """Pence of a receipt that belong to another ledger, on a personal account there; a negative row undoes one."""

    id = models.BigAutoField(primary_key=True)
    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="fund_placements")
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="placements")
    reference = models.CharField(max_length=30)
    amount_pence = models.BigIntegerField()
    effective_on = models.DateField()
    journal = models.OneToOneField(Journal, models.PROTECT, related_name="+")
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_fund_placement_moves_money",
                condition=Q(amount_pence__gt=0, undoes__isnull=True) | Q(amount_pence__lt=0, undoes__isnull=False),
            )
        ]


class Expected(models.Model):
    """Money we know will move on a statement of ours, and why: what a Direct Debit file collects, say, or what came
    back of it (below nought).

    `words` stand in the bank's narrative ("" when the bank writes its own); `account` is the ledger account that holds
    the money until then; `days_late` how long the bank may take.
    `replaces` is what was expected before Bacs took less of it (nought: none at all).
    """

    id = models.BigAutoField(primary_key=True)
    bank_account = models.ForeignKey(BankAccount, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    amount_pence = models.BigIntegerField()
    expected_on = models.DateField()
    days_late = models.SmallIntegerField(db_default=7)
    words = models.CharField(max_length=40, blank=True)
    what = models.CharField(max_length=120)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="expected_amounts_to_something", condition=~Q(amount_pence=0) | Q(replaces__isnull=False)
            )
        ]


class Clearing(models.Model):
    """A receipt found to be money that was expected: it leaves suspense for the account that held it, once."""

    id = models.BigAutoField(primary_key=True)
    receipt = models.OneToOneField(Receipt, models.PROTECT, related_name="clearing")
    expected = models.OneToOneField(Expected, models.PROTECT, related_name="clearing")
    amount_pence = models.BigIntegerField()
    journal = models.ForeignKey(Journal, models.PROTECT, related_name="+", db_index=False)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class Remittance(models.Model):
    """A payer's list of what one payment of theirs is made of: evidence for matching, no money of itself.

    `reference` is what the payer calls the payment. `replaces` is an earlier list of the same payer and reference.
    Who pays, and the names beside the lines, are apart: the row holds only a salted digest of them.
    """

    id = models.BigAutoField(primary_key=True)
    reference = models.CharField(max_length=40)
    paid_on = models.DateField(db_index=True)
    total_pence = models.BigIntegerField()
    line_count = models.IntegerField()
    text_digest = models.BinaryField()
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class RemittanceLine(models.Model):
    """Pence for one thing: our reference as the payer wrote it. Below nought, it takes something off."""

    id = models.BigAutoField(primary_key=True)
    remittance = models.ForeignKey(Remittance, models.PROTECT, related_name="lines", db_index=False)
    line_number = models.IntegerField()
    reference = models.CharField(max_length=40, blank=True)
    amount_pence = models.BigIntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(name="remittance_line_once", fields=["remittance", "line_number"]),
            models.CheckConstraint(name="remittance_line_pays", condition=~Q(amount_pence=0)),
        ]


class RemittanceText(models.Model):
    """Who pays, and the name beside each line (a line of `narrative` each), apart so that they can be erased."""

    remittance = models.OneToOneField(Remittance, models.PROTECT, primary_key=True, related_name="text")
    salt = models.BinaryField()
    payer_name = models.CharField(max_length=140)
    narrative = models.TextField(blank=True)


class RemittanceUse(models.Model):
    """A receipt placed as a remittance says. It holds for as long as a placement of its match stands."""

    id = models.BigAutoField(primary_key=True)
    remittance = models.ForeignKey(Remittance, models.PROTECT, related_name="uses")
    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="remittance_uses")
    match = models.ForeignKey(Match, models.PROTECT, related_name="+", db_index=False)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class RemittanceProfile(models.Model):
    """A payer whose lists come as text or PDF."""

    code = models.CharField(max_length=12, primary_key=True)
    payer = models.CharField(max_length=140)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["payer"]


class RemittanceProfileVersion(models.Model):
    """How a payer's lists look, as somebody wrote it and tried it on a sample."""

    id = models.BigAutoField(primary_key=True)
    profile = models.ForeignKey(RemittanceProfile, models.PROTECT, related_name="versions")
    layout = models.JSONField()
    sample_lines = models.IntegerField()
    written_by = models.ForeignKey("authority.User", models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]


class RemittanceProfileApproval(models.Model):
    """Somebody other than its writer approved a version; the last approved one reads lists."""

    version = models.OneToOneField(
        RemittanceProfileVersion, models.PROTECT, primary_key=True, related_name="approval"
    )  # fmt: skip
    written_by = models.ForeignKey("authority.User", models.PROTECT, related_name="+")
    approved_by = models.ForeignKey("authority.User", models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_remittance_profile_needs_two_people", condition=~Q(approved_by=models.F("written_by"))
            )
        ]


class KeyedName(models.Model):
    """The names under which a customer's name keys were worked out; stale when the customer's names have changed."""

    customer = models.OneToOneField(Customer, models.CASCADE, primary_key=True, related_name="+")
    names = models.TextField()


class NameKey(models.Model):
    """One key under which the matching engine may find a customer by name (see matching.name_keys.debtor_keys)."""

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="+", db_constraint=False)
    key = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["key", "customer"], name="name_key_customer")]


class StandingOrder(models.Model):
    """A payment a customer told us they set up at their bank: so much, so often, from a day on."""

    FREQUENCIES = [
        ("weekly", "Weekly"), ("fortnightly", "Every two weeks"), ("four_weekly", "Every four weeks"),
        ("monthly", "Monthly"), ("quarterly", "Quarterly"), ("annual", "Annually"),
    ]  # fmt: skip

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="standing_orders")
    amount_pence = models.BigIntegerField()
    frequency = models.CharField(max_length=12, choices=FREQUENCIES)
    first_on = models.DateField()
    told_by = models.CharField(max_length=200, help_text="Who said so, and how")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(name="standing_order_pays", condition=Q(amount_pence__gt=0))]


class StandingOrderEnd(models.Model):
    """The last day on which a standing order may pay, and why."""

    order = models.OneToOneField(StandingOrder, models.PROTECT, primary_key=True, related_name="end")
    ends_on = models.DateField()
    reason = models.CharField(max_length=200)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class DeskSeat(models.Model):
    """Who has a receipt before them at the allocation desk, since when, and when they last looked. Overwritten."""

    receipt = models.OneToOneField(Receipt, models.CASCADE, primary_key=True, related_name="+", db_constraint=False)
    user = models.ForeignKey("authority.User", models.CASCADE, related_name="+")
    since = models.DateTimeField()
    seen_at = models.DateTimeField()


class MatchingRecord(models.Model):
    """How well receipts were matched over a year, as it was measured on a day; and from which score it is certain."""

    since = models.DateField(help_text="What came after this day is counted")
    until = models.DateField()
    receipts = models.IntegerField()
    by_engine = models.IntegerField(help_text="Placed by the engine alone")
    taken_back = models.IntegerField(help_text="Of those, undone later")
    waiting = models.IntegerField()
    middle_days = models.IntegerField(null=True)
    suggested = models.IntegerField(help_text="Suggestions that officers decided")
    suggested_right = models.IntegerField()
    customer_right = models.IntegerField()
    wrong_per_thousand = models.DecimalField(max_digits=6, decimal_places=2)
    certain_score = models.SmallIntegerField(null=True)
    certain_decided = models.IntegerField()
    certain_wrong = models.IntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class PayerRule(models.Model):
    """What was learned from placements by hand: money under a name, as the bank writes it, is for a customer.

    Of the receipts that came under the name between two days (`receipts`): how many were placed there, by hand or not
    (`placed_there`), how many elsewhere, how many wait. It does nothing until somebody approves it.
    """

    payer = models.CharField(max_length=80, help_text="In capitals, one blank between words")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="payer_rules")
    since = models.DateField()
    until = models.DateField()
    receipts = models.IntegerField()
    placed_there = models.IntegerField()
    elsewhere = models.IntegerField()
    waiting = models.IntegerField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["-id"]


class PayerRuleDecision(models.Model):
    """What somebody made of a proposed rule, once: in force from then on, or not and why."""

    rule = models.OneToOneField(PayerRule, models.PROTECT, primary_key=True, related_name="decision")
    is_approved = models.BooleanField()
    reason = models.CharField(max_length=200, blank=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_rule_declined_says_why", condition=Q(is_approved=True) | ~Q(reason=""))
        ]


class PayerRuleEnd(models.Model):
    """A rule that does not hold any more, and why."""

    decision = models.OneToOneField(PayerRuleDecision, models.PROTECT, primary_key=True, related_name="end")
    reason = models.CharField(max_length=200)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True
