"""The council's own details."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from piperoll.council.change_council import NoCouncilYet, change_council, locked_series
from piperoll.council.models import Council
from piperoll.web.components.wording import count
from piperoll.web.deeds import deed
from piperoll.web.doors import done, page
from piperoll.web.set_up.forms import CouncilForm
from piperoll.web.set_up.showing import changing, trail


@page(permission="change_council", section="Set-up")
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Change the council's own details. Raises NoCouncilYet."""
    ours = Council.objects.first()
    if ours is None:
        raise NoCouncilYet()
    form = CouncilForm(locked_series(), request.POST or None, instance=ours)
    changed = changing(request, form, lambda: change_council(details=_entered(form), **deed(request)))
    if changed:
        said = f"{count(len(changed.changes), 'detail')} changed." if changed.changes else "All of that was so already."
        return done(request, said, "set_up")
    return render(request, "set_up/council.html", {"form": form, "trail": trail()})


def _entered(form: CouncilForm) -> dict[str, object]:
    return {name: value for name, value in form.cleaned_data.items() if not form.fields[name].disabled}
