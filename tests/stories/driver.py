"""Runs one verb of a day in a process of its own, so that a story may kill it: `python driver.py VERB [FILE]`, where FILE
may also be the number of what is to be released, filed, asked for or approved.

Says READY on its standard output just before the verb's call, DONE after it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "piperoll.config.settings"
django.setup()

from piperoll.authority.sign_in import actor_for  # noqa: E402
from piperoll.foundations.refusals import Refused  # noqa: E402
from the_day import MONDAY, MORNING  # noqa: E402


def main(verb: str, file: str | None) -> None:
    from bacs.collecting import release, write
    from piperoll.authority.decide_request import decide_request
    from piperoll.billing.raise_invoices import raise_invoices
    from piperoll.dispatch.dispatch_letters import dispatch_letters
    from piperoll.dispatch.prepare_letters import prepare_letters
    from piperoll.receipting.allocate_receipts import allocate_receipts
    from piperoll.receipting.import_statement import import_statement
    from piperoll.recovery.issue_reminders import issue_reminders, the_one_that_waits
    from piperoll.recovery.propose_reminders import propose_reminders
    from piperoll.write_offs.propose_small_write_offs import propose_small_write_offs
    from piperoll.write_offs.request_small_write_offs import request_small_write_offs

    act = {"on": MONDAY, "at": MORNING, "by": actor_for("morag.manager")}
    print("READY", flush=True)
    try:
        if verb == "raise_invoices":
            raise_invoices(feeder=Path(file or ""), looked_at="A story's own charges", **act)
        elif verb == "import_statement":
            import_statement(file=Path(file or ""), bank_account=None, **act)
        elif verb == "prepare_letters":
            prepare_letters(kind="invoice", dated=MONDAY, **act)
        elif verb == "dispatch_letters":
            dispatch_letters(workers=1, **act)
        elif verb == "release_collection":
            release(int(file or ""), actor_for("oscar.officer"))
        elif verb == "propose_reminders":
            propose_reminders(**act | {"by": actor_for("oscar.officer")})
        elif verb == "issue_reminders":
            issue_reminders(reminder_run=the_one_that_waits().pk, **act)
        elif verb == "propose_small_write_offs":
            propose_small_write_offs(service="TRADE", **act | {"by": actor_for("oscar.officer")})
        elif verb == "request_small_write_offs":
            request_small_write_offs(small_run=int(file or ""), **act | {"by": actor_for("sally.senior")})
        elif verb == "decide_request":
            decide_request(request=int(file or ""), decision="approve", **act)
        elif verb == "write_bacs_file":
            write(actor_for("oscar.officer"), int(file or ""))
        else:
            allocate_receipts(**act)
    except Refused as refusal:
        print(refusal.sentence, flush=True)
    print("DONE", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
