"""Members of staff; the limits they act within; what they ask of each other and what was decided."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from piperoll.authority.rules import ROLES
from piperoll.authority.states import REQUEST_STATES
from piperoll.council.models import Dated, Service
from piperoll.runs.models import Run


class UserManager(BaseUserManager["User"]):
    """Finds users as Django's sign-in asks for them."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A person who signs in. A disabled one keeps their history and cannot sign in."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=20, choices=[(r, role.name) for r, role in ROLES.items()])
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    failed_sign_ins = models.SmallIntegerField(default=0)
    locked_until_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name", "role"]
    objects = UserManager()

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(name="user_role", condition=Q(role__in=list(ROLES)))]

    def __str__(self) -> str:
        return self.name

    def may(self, verb: str) -> bool:
        """Whether the person's role allows a verb or page."""
        return self.is_active and verb in ROLES[self.role].may


class UserService(models.Model):
    """A service that somebody of a service works for. The run that assigned it says by whom it was changed."""

    user = models.ForeignKey(User, models.PROTECT, related_name="services")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="user_service_once", fields=["user", "service"])]


class ApiKey(models.Model):
    """Another system acts for a user until a day. Of the key itself only a digest and its first letters are kept."""

    user = models.ForeignKey(User, models.PROTECT, related_name="api_keys")
    name = models.CharField(max_length=80)
    digest = models.BinaryField(unique=True)
    shown = models.CharField(max_length=20)
    valid_to = models.DateField()
    ended_on = models.DateField(null=True)
    last_used_on = models.DateField(null=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]


class Limit(Dated):
    """Up to a sum and an age, who may do an act alone, who must approve it, and who is told. Roles by their keys.

    With `then_approvers` it takes two: one of `approvers` agrees, and somebody else of these approves it then.
    Without a service it holds for every service that has no limits of its own; without a sum or an age, for any.
    """

    act = models.CharField(max_length=40)
    service = models.ForeignKey(Service, models.PROTECT, null=True, blank=True, related_name="+")
    up_to_pence = models.BigIntegerField(null=True, blank=True)
    up_to_days = models.IntegerField(null=True, blank=True)
    alone = ArrayField(models.CharField(max_length=20), default=list)
    approvers = ArrayField(models.CharField(max_length=20), default=list)
    then_approvers = ArrayField(models.CharField(max_length=20), default=list, db_default=[])
    told = ArrayField(models.CharField(max_length=20), default=list)

    class Meta:
        ordering = ["act", "service__code", F("up_to_pence").asc(nulls_last=True), F("up_to_days").asc(nulls_last=True)]
        constraints = [
            models.CheckConstraint(
                name="limit_order", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))
            )
        ]


class Cover(models.Model):
    """Between two days, `deputy` decides what `user` may decide. Ended early, it ends the day before."""

    user = models.ForeignKey(User, models.PROTECT, related_name="covers")
    deputy = models.ForeignKey(User, models.PROTECT, related_name="stands_in")
    valid_from = models.DateField()
    valid_to = models.DateField()
    reason = models.CharField(max_length=200)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-valid_from", "-id"]
        constraints = [models.CheckConstraint(name="cover_by_another", condition=~Q(user=F("deputy")))]


class Request(models.Model):
    """Somebody asks for an act: of what, how much, why, and everything its room needs to carry it out (`details`).

    `changes` are (what, was, becomes) in words, for whoever decides. What became of it stands in its events.
    """

    id = models.BigAutoField(primary_key=True)
    act = models.CharField(max_length=40)
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    customer_id = models.BigIntegerField(null=True, db_index=True, help_text="Their row in `customers`, if any")
    subject = models.CharField(max_length=40, help_text="The invoice number, for example")
    amount_pence = models.BigIntegerField()
    age_days = models.IntegerField()
    reason = models.CharField(max_length=24)
    why = models.TextField()
    evidence = models.TextField(blank=True)
    changes = models.JSONField(default=list)
    details = models.JSONField(default=dict)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    known_at = models.DateTimeField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["act", "subject"], name="request_subject")]


class RequestFile(models.Model):
    """What shows why something is asked for: a scan or a PDF, kept exactly as it came, with its SHA-256."""

    id = models.BigAutoField(primary_key=True)
    request = models.ForeignKey(Request, models.PROTECT, related_name="files")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=4, choices=[("pdf", "PDF"), ("png", "PNG"), ("jpeg", "JPEG")])
    size = models.IntegerField()
    digest = models.BinaryField()
    content = models.BinaryField()
    known_at = models.DateTimeField()
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, related_name="+")
    append_only = True

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="file_once_a_request", fields=["request", "digest"])]


class RequestEvent(models.Model):
    """One step in a request's life: who took it (for whom, when they cover), under which limit, and why."""

    id = models.BigAutoField(primary_key=True)
    request = models.ForeignKey(Request, models.PROTECT, related_name="events")
    event = models.CharField(max_length=12)
    state = models.CharField(max_length=12)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    standing_in_for = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    limit = models.ForeignKey(Limit, models.PROTECT, null=True, related_name="+")
    why = models.TextField(blank=True)
    effective_on = models.DateField()
    known_at = models.DateTimeField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="request_event_state", condition=Q(state__in=REQUEST_STATES.names)),
            models.UniqueConstraint(
                name="request_ends_once",
                fields=["request"],
                condition=Q(state__in=["approved", "refused", "withdrawn"]),
            ),
        ]


class RequestState(models.Model):
    """Where a request stands: what gets locked, and can always be rebuilt from its events.

    `agreed_by` agreed to it as it was asked last, and it waits for a second person.
    """

    request = models.OneToOneField(Request, models.PROTECT, primary_key=True, related_name="standing")
    state = models.CharField(max_length=12)
    limit = models.ForeignKey(Limit, models.PROTECT, null=True, related_name="+")
    agreed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="request_state", condition=Q(state__in=REQUEST_STATES.names))]
        indexes = [
            models.Index(fields=["request"], name="request_undecided", condition=Q(state__in=["waiting", "returned"]))
        ]
