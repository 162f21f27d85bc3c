"""Users: who may sign in and as what; let in, change, lock out, help back in."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from piperoll.authority.add_user import add_user
from piperoll.authority.assign_services import assign_services
from piperoll.authority.change_role import change_role
from piperoll.authority.disable_user import disable_user
from piperoll.authority.enable_user import enable_user
from piperoll.authority.models import User
from piperoll.authority.reset_password import reset_password
from piperoll.authority.rules import ROLES
from piperoll.foundations.refusals import Refused
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Heading, Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import moment
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import page
from piperoll.web.users import api_keys
from piperoll.web.users.forms import AddUserForm, RoleForm, ServicesForm


@page(permission="see_users", section="Set-up")
@require_GET
def users(request: Any) -> HttpResponse:
    """Everybody, those who may no longer sign in last."""
    now = timezone.now()
    columns = [Column("Name"), Column("Role"), Column("Email"), Column("Last signed in", "day"), Column("State")]
    rows = [
        Row(
            [
                Noted(Link(one.name, reverse("user", args=[one.username])), one.username),
                ROLES[one.role].name, one.email, one.last_login or "Never", _state(one, now),
            ],
            quiet=not one.is_active,
        )
        for one in User.objects.order_by("-is_active", "name", "pk")
    ]  # fmt: skip
    pieces = {
        "users": Table("Users", columns, rows, caption_hidden=True),
        "trail": _trail(),
        "may_add": "add_user" in request.actor.may,
    }
    return render(request, "users/users.html", pieces)


@page(permission="add_user", section="Set-up")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Let somebody in; their password is shown once, here."""
    form = AddUserForm(request.POST) if request.method == "POST" else AddUserForm()
    if form.is_valid():
        try:
            added = add_user(**form.cleaned_data, **deed(request))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return _password_once(request, added.name, added.username, added.temporary_password)
    return render(request, "users/add.html", {"form": form, "trail": _trail(Link("Users", reverse("users")))})


@page(permission="see_users", section="Set-up")
@require_GET
def user(request: Any, username: str) -> HttpResponse:
    """One member of staff and what can be done about them."""
    shown, now = _found(username), timezone.now()
    pieces = {
        "shown": shown,
        "heading": Heading(shown.name, ROLES[shown.role].name, tags=(_state(shown, now),)),
        "trail": _trail(Link("Users", reverse("users"))),
        "facts": Summary(
            [
                Fact("Username", shown.username),
                Fact("Email", shown.email),
                Fact("Last signed in", moment(shown.last_login) if shown.last_login else "Never"),
                Fact("Wrong passwords in a row", str(shown.failed_sign_ins)),
                *(
                    [Fact("Locked until", moment(shown.locked_until_at))]
                    if _is_locked(shown, now) and shown.locked_until_at
                    else []
                ),
            ]
        ),
        "role_form": RoleForm(initial={"role": shown.role}),
        "keys": api_keys.table_of(shown),
        "services_form": _services_form(shown),
        "is_self": shown.pk == request.actor.user_id,
    }
    return render(request, "users/user.html", pieces)


@page(permission="change_role", section="Set-up")
@require_POST
def role(request: HttpRequest, username: str) -> HttpResponse:
    """Give somebody another role."""
    chosen = request.POST.get("role", "")
    said_or_refused(
        request,
        lambda: change_role(username=username, role=chosen, **deed(request)),
        lambda changed: f"{changed.name} is now {ROLES[changed.role].name}.",
    )
    return redirect("user", _found(username).username)


@page(permission="assign_services", section="Set-up")
@require_POST
def services(request: HttpRequest, username: str) -> HttpResponse:
    """Say which services somebody of a service works for."""
    said_or_refused(
        request,
        lambda: assign_services(username=username, services=request.POST.getlist("services"), **deed(request)),
        lambda given: f"{given.name} works for {', '.join(given.services) or 'no service'}.",
    )
    return redirect("user", _found(username).username)


@page(permission="disable_user", section="Set-up")
@require_POST
def disable(request: HttpRequest, username: str) -> HttpResponse:
    """Let somebody sign in no longer."""
    said_or_refused(
        request,
        lambda: disable_user(username=username, **deed(request)),
        lambda gone: f"{gone.name} may no longer sign in.",
    )
    return redirect("user", _found(username).username)


@page(permission="enable_user", section="Set-up")
@require_POST
def enable(request: HttpRequest, username: str) -> HttpResponse:
    """Let somebody sign in again."""
    said_or_refused(
        request, lambda: enable_user(username=username, **deed(request)), lambda back: f"{back.name} may sign in again."
    )
    return redirect("user", _found(username).username)


@page(permission="reset_password", section="Set-up")
@require_POST
def password(request: HttpRequest, username: str) -> HttpResponse:
    """Give somebody a password for once only, shown once, here; a lock is lifted too."""
    given = reset_password(username=username, **deed(request))
    return _password_once(request, given.name, given.username, given.temporary_password)


def _password_once(request: HttpRequest, name: str, username: str, secret: str) -> HttpResponse:
    """The page that shows a password. It is never stored nor sent, so it is not kept for a page after this one."""
    pieces = {"name": name, "username": username, "secret": secret, "trail": _trail(Link("Users", reverse("users")))}
    return render(request, "users/password.html", pieces)


def _services_form(shown: User) -> ServicesForm | None:
    """The services of somebody who belongs to some; nothing for those who see every service."""
    if not ROLES[shown.role].of_a_service:
        return None
    return ServicesForm(initial={"services": list(shown.services.values_list("service__code", flat=True))})


def _found(username: str) -> User:
    found = User.objects.filter(username=username).first()
    if found is None:
        raise Http404
    return found


def _is_locked(one: User, now: Any) -> bool:
    return one.locked_until_at is not None and one.locked_until_at > now


def _state(one: User, now: Any) -> Tag:
    if not one.is_active:
        return Tag("Disabled", "grey")
    if _is_locked(one, now):
        return Tag("Locked for a while", "red")
    return Tag("Has a password for once", "yellow") if one.must_change_password else Tag("May sign in", "green")


def _trail(*more: Link) -> Any:
    return breadcrumbs(Link("Set-up", reverse("set_up")), *more)
