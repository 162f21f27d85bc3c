"""GOV.UK Pay's own door: it needs no signing in, since every word must bear its signature."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from piperoll.cards.take_govuk_pay_webhook import GOVUK_PAY, NotFromGovukPay, ToldBefore, take_govuk_pay_webhook
from piperoll.foundations.refusals import Refused
from piperoll.web.doors import public

TAKEN, NOT_THEIRS, LATER = 204, 403, 503
"""What GOV.UK Pay is answered; after anything that is not a 2xx it knocks again later."""


@csrf_exempt
@require_POST
@public
def webhook(request: HttpRequest) -> HttpResponse:
    """Take in what GOV.UK Pay tells, once; the answer says nothing of our books."""
    signature = request.headers.get("Pay-Signature", "")
    on, at = timezone.localdate(), timezone.now()
    try:
        take_govuk_pay_webhook(body=request.body, signature=signature, on=on, at=at, by=GOVUK_PAY)
    except ToldBefore:
        return HttpResponse(status=TAKEN)
    except NotFromGovukPay:
        return HttpResponse(status=NOT_THEIRS)
    except Refused:
        return HttpResponse(status=LATER)
    return HttpResponse(status=TAKEN)
