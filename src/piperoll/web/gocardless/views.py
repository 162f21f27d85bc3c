"""GoCardless's own door: it needs no signing in, since every word must bear its signature."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from piperoll.foundations.refusals import Refused
from piperoll.gocardless.take_gocardless_webhook import GOCARDLESS, NotFromGocardless, take_gocardless_webhook
from piperoll.runs.running import AlreadyTakenIn
from piperoll.web.doors import public

TAKEN, NOT_THEIRS, LATER = 204, 498, 503
"""What GoCardless is answered; after anything that is not a 2xx it knocks again later."""


@csrf_exempt
@require_POST
@public
def webhook(request: HttpRequest) -> HttpResponse:
    """Take in what GoCardless tells, once; the answer says nothing of our books."""
    signature = request.headers.get("Webhook-Signature", "")
    on, at = timezone.localdate(), timezone.now()
    try:
        take_gocardless_webhook(body=request.body, signature=signature, on=on, at=at, by=GOCARDLESS)
    except AlreadyTakenIn:
        return HttpResponse(status=TAKEN)
    except NotFromGocardless:
        return HttpResponse(status=NOT_THEIRS)
    except Refused:
        return HttpResponse(status=LATER)
    return HttpResponse(status=TAKEN)
