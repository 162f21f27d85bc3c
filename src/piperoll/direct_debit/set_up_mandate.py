"""set_up_mandate: a payer lets the council collect from their bank account: by telephone, on our page or on paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings

from piperoll.council.figures import figure
from piperoll.council.models import Council, Holiday
from piperoll.customers.models import Customer
from piperoll.customers.rules import one_line, tidy_address, tidy_email, tidy_postcode
from piperoll.database.statements import beside
from piperoll.direct_debit import accounts, bank_details, choosing, lodging, noticing, planning
from piperoll.direct_debit.choosing import PaysTold
from piperoll.direct_debit.deeds import must_be_allowed
from piperoll.direct_debit.models import Mandate, MandateAccount, MandateEvent, Standing
from piperoll.direct_debit.planning import PlanTold
from piperoll.direct_debit.rules import CHANNELS, PAPERLESS, PROVIDERS, core_reference, reference_fault
from piperoll.direct_debit.states import OVER
from piperoll.foundations.actors import Actor
from piperoll.foundations.calendar import working_days_after
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.runs.running import RunInHand
from piperoll.safeguards.words import few_words, held

sql = beside(__file__)


class NoServiceUser(Refused):
    """The council has no Direct Debit service user number: enter the six digits from its bank under Set-up, Council."""


class NoSuchChannel(Refused):
    """A mandate is given {channels}, not {channel!r}."""


class PaperInstead(Refused):
    """Only the account holder, signing alone, can set up a Direct Debit without paper. Send them a paper form instead;
    nothing was changed."""


class SayHowChecked(Refused):
    """Say how you knew it was them: what you asked and what they answered. It is the council's evidence if the payer's
    bank ever asks."""


class PaperOnly(Refused):
    """A reference of its own, or an instruction lodged before, is something only a paper form bears."""


class BadReference(Refused):
    """The reference {reference!r} {fault}."""


class SignedLater(Refused):
    """It cannot have been agreed on {agreed_on:%-d %B %Y}, which is still to come."""


class PayerUnfit(Refused):
    """{why}."""


class NoSuchProvider(Refused):
    """A mandate is lodged by {providers}, not {provider!r}."""


class NoGocardlessToken(Refused):
    """This council collects nothing through GoCardless: PIPEROLL_GOCARDLESS_TOKEN holds no access token. Choose our own
    Bacs files, or make a token in GoCardless."""


class NewOnly(Refused):
    """GoCardless takes new mandates only: one that the payer's bank holds on paper is converted by our own files."""


class SetUpAlready(Refused):
    """They have this Direct Debit already: {reference}, from that account, for the same debts. Nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class MandateTold:
    """What a payer told us. A payer who is not the customer has a name and an address (or email) of their own.

    `ten_digits` names the bank of a ten-digit account; `reference` and `is_converted` (lodged before, on paper) belong
    to paper forms; `asked` says how we knew who was calling; `provider` is who lodges and collects: bacs, gocardless.
    """

    channel: str
    sort_code: str
    account: str
    account_name: str
    ten_digits: str = ""
    agreed_on: date | None = None
    is_account_holder: bool = False
    signs_alone: bool = False
    asked: str = ""
    payer_name: str = ""
    payer_address: str = ""
    payer_postcode: str = ""
    payer_email: str = ""
    reference: str = ""
    is_converted: bool = False
    provider: str = "bacs"
    pays: PaysTold = field(default_factory=PaysTold)
    plan: PlanTold = field(default_factory=PlanTold)


@dataclass(frozen=True)
class MandateSetUp:
    """A mandate that waits to be lodged with the payer's bank; its confirmation waits to be sent, by `confirm_by`."""

    run: int
    mandate: int
    reference: str
    bank_account: str
    check: str
    why: str
    confirm_by: date


def set_up_mandate(*, customer: int, told: MandateTold, on: date, at: datetime, by: Actor) -> MandateSetUp:
    """Set a mandate up, ask for its instruction (0N, or 0S for one lodged on paper) and write its confirmation.

    Bank details that fail the modulus check are refused; those no table covers are kept as not checked, and say so.
    Raises NoServiceUser, NoSuchChannel, PaperInstead, SayHowChecked, PaperOnly, BadReference, SignedLater, PayerUnfit,
    NoSuchProvider, NoGocardlessToken, NewOnly, NotForThem, SetUpAlready, ReferenceTaken, and what
    `bank_details.checked`, `choosing.found` and `PlanTold.tidied` raise.
    """
    by.must("set_up_mandate")
    must_be_whole(told, on)
    with running.act("set_up_mandate", on=on, at=at, by=by, customer=customer, channel=told.channel) as run:
        return begin(customer, told, run)


def begin(customer: int, told: MandateTold, run: RunInHand) -> MandateSetUp:
    """Set a mandate up inside a deed, and end it. Raises what `set_up_mandate` does."""
    on = run.effective_on
    must_be_whole(told, on)
    user_number = _service_user_number()
    checked = bank_details.checked(told.sort_code, told.account, told.account_name, ten_digits=told.ten_digits, on=on)
    plan, payer = told.plan.tidied(on), _payer(told)
    whose = held(customer)
    must_be_allowed(customer, on)
    pays = choosing.found(told.pays, whose)
    _must_be_new(customer, checked.key, pays, on)
    mandate = _add(whose, told, payer, user_number, run, on)
    account = accounts.record(mandate, checked, run=run.id, on=on)
    _begin(mandate, account, run)
    choosing.record(mandate.pk, pays, run=run.id, on=on)
    planning.record(mandate.pk, plan, run=run.id, on=on)
    noticing.write(mandate, "confirmation", run=run.id, on=on, at=run.at)
    run.finish(mandate=mandate.pk, reference=mandate.reference, said=f"Direct Debit {mandate.reference} set up")
    return MandateSetUp(
        run.id, mandate.pk, mandate.reference, bank_details.masked(account.last_four), account.verdict, account.why,
        mandate.confirm_by,
    )  # fmt: skip


def must_be_whole(told: MandateTold, on: date) -> None:
    """The first thing that a payer's bank would not accept."""
    if told.channel not in CHANNELS:
        raise NoSuchChannel(channels=", ".join(CHANNELS), channel=told.channel[:20], field="channel")
    _must_have_a_provider(told)
    if told.agreed_on and told.agreed_on > on:
        raise SignedLater(agreed_on=told.agreed_on, field="agreed_on")
    if told.channel in PAPERLESS:
        if not (told.is_account_holder and told.signs_alone):
            raise PaperInstead()
        if told.reference or told.is_converted:
            raise PaperOnly(field="reference")
        if not one_line(told.asked):
            raise SayHowChecked(field="asked")


def _must_have_a_provider(told: MandateTold) -> None:
    if told.provider not in PROVIDERS:
        raise NoSuchProvider(providers=", ".join(PROVIDERS), provider=told.provider[:20], field="provider")
    if told.provider == "gocardless":
        if not settings.GOCARDLESS_TOKEN:
            raise NoGocardlessToken(field="provider")
        if told.is_converted:
            raise NewOnly(field="provider")


def _service_user_number() -> str:
    council = Council.objects.get()
    if not council.direct_debit_user_number:
        raise NoServiceUser()
    return council.direct_debit_user_number


def _payer(told: MandateTold) -> dict[str, str]:
    """The payer's own name and address; none of it when the customer pays."""
    name = one_line(told.payer_name)[:120]
    try:
        email = tidy_email(told.payer_email) if told.payer_email.strip() else ""
        postcode = tidy_postcode(told.payer_postcode) if told.payer_postcode.strip() else ""
    except ValueError as fault:
        raise PayerUnfit(why=str(fault), field="payer_name") from None
    lines = tidy_address(told.payer_address)
    if name and not email and not (lines and postcode):
        raise PayerUnfit(
            why="Give the payer’s address or email: notices of what is taken go to them, not to the customer",
            field="payer_name",
        )
    if not name and (email or lines or postcode):
        raise PayerUnfit(why="Give the payer’s name with their address", field="payer_name")
    return {"payer_name": name, "payer_lines": lines, "payer_postcode": postcode, "payer_email": email}


def _must_be_new(customer: int, key: bytes, pays: list[dict[str, object]], on: date) -> None:
    standing = Standing.objects.filter(customer_id=customer).exclude(state__in=OVER).select_related("mandate")
    for one in standing:
        newest = MandateAccount.objects.filter(mandate_id=one.mandate_id).first()
        same = newest is not None and bytes(newest.key) == key
        if same and choosing.told(choosing.pays_now(one.mandate_id, on)) == choosing.told(pays):
            raise SetUpAlready(reference=one.mandate.reference)


def _add(
    whose: Customer, told: MandateTold, payer: dict[str, str], user_number: str, run: RunInHand, on: date
) -> Mandate:
    council = Council.objects.get()
    (row,) = sql.next_number()
    reference = told.reference.strip().upper() or core_reference(council.invoice_prefix, row.number)
    if fault := reference_fault(reference):
        raise BadReference(reference=reference[:40], fault=fault, field="reference")
    if Mandate.objects.filter(service_user_number=user_number, reference=reference).exists():
        raise BadReference(reference=reference, fault="names another mandate already", field="reference")
    agreed_on = told.agreed_on or on
    holidays = set(Holiday.objects.values_list("on", flat=True))
    return Mandate.objects.create(
        id=row.number, customer=whose, service_user_number=user_number, reference=reference, channel=told.channel,
        agreed_on=agreed_on, is_converted=told.is_converted, provider=told.provider, set_up_at=run.at, run_id=run.id,
        asked=few_words(told.asked, "how you knew who it was", needed=False),
        confirm_by=working_days_after(agreed_on, int(figure("mandate_confirmation_days", on)), holidays),
        **(payer if payer["payer_name"] else {**payer, "payer_name": whose.name}),
    )  # fmt: skip


def _begin(mandate: Mandate, account: MandateAccount, run: RunInHand) -> None:
    """Where it stands from the first, and the instruction its bank is to be sent."""
    on, customer = run.effective_on, mandate.customer
    Standing.objects.create(mandate=mandate, customer=customer, state="set_up", since=on)
    MandateEvent.objects.create(
        mandate=mandate, event="set_up", state="set_up", customer=customer, reason=CHANNELS[mandate.channel],
        effective_on=on, known_at=run.at, run_id=run.id,
    )  # fmt: skip
    lodging.ask(account, lodging.CONVERT if mandate.is_converted else lodging.NEW, run=run.id, on=on)
