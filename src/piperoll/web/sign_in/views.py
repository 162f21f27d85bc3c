"""Sign in, sign out, change password."""

from __future__ import annotations

from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from piperoll.authority.models import User
from piperoll.authority.sign_in import CannotSignIn
from piperoll.web.doors import EVERY_ROLE, done, page, public
from piperoll.web.sign_in.forms import ChangePasswordForm, SignInForm


@public
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Take a username and password; go to the page that was asked for, or home."""
    next_page = _own_page(request)
    if request.user.is_authenticated:
        return redirect(next_page)
    form = SignInForm(request.POST or None)
    if form.is_valid():
        user = authenticate(request, **form.cleaned_data)
        if user is not None:
            login(request, user)
            return redirect(next_page)
        form.add_error("username", CannotSignIn().sentence)
    return render(
        request, "sign_in/sign_in.html", {"form": form, "next": request.POST.get("next", request.GET.get("next", ""))}
    )


def _own_page(request: HttpRequest) -> str:
    """The page asked for before signing in, when it is one of ours; otherwise home."""
    asked = request.POST.get("next", request.GET.get("next", ""))
    ours = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return asked if ours else resolve_url("home")


@page(permission=EVERY_ROLE)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return done(request, "You have signed out.", "sign_in")


@page(permission=EVERY_ROLE)
@require_http_methods(["GET", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """Change one's own password and stay signed in here; every other session of theirs ends."""
    user = User.objects.get(username=request.user.get_username())
    form = ChangePasswordForm(user, request.POST or None)
    if form.is_valid():
        user.set_password(form.cleaned_data["new"])
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        update_session_auth_hash(request, user)
        return done(request, "Your password is changed.", "home")
    return render(request, "sign_in/change_password.html", {"form": form, "must": user.must_change_password})
