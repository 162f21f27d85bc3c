"""Members of staff."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from piperoll.authority.rules import ROLES


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
