"""The ladder worked out for everybody who owes, with a reason each, beside counting the rows it must read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from benchmarks.bench_books import AT, ON, Books
from benchmarks.many_items import fill
from benchmarks.measures import Measure, load, peak_memory_mb, timed
from piperoll.anytown.recovery import set_policy
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.documents.load_templates import load_templates
from piperoll.recovery.issue_reminders import issue_reminders
from piperoll.recovery.propose_reminders import propose_reminders

SIZE = 250_000
DAY = timedelta(days=1)
_OWING = "UPDATE receivables_itembalance b SET open_pence = i.amount_pence FROM receivables_item i WHERE i.id = b.item_id AND i.id <= %s AND i.id %% 3 = 1"
_FLAGGED = """
INSERT INTO safeguards_flag (customer_id, kind, insolvency, reference, needs, evidence, owner, review_on, valid_from, run_id)
SELECT id, CASE id % 3 WHEN 0 THEN 'vulnerable' WHEN 1 THEN 'restricted' ELSE 'gone_away' END, '', '', 'Large print', 'Told',
       'bench', '2030-01-01', '2019-01-01', (SELECT min(id) FROM runs_run)
FROM customers_customer WHERE id % 20 = 0
"""
_HELD = """
INSERT INTO safeguards_hold (customer_id, kind, invoice_id, invoice_number, amount_pence, note, valid_from, valid_to, run_id)
SELECT customer_id, 'dispute', id, number, CASE WHEN id % 2 = 0 THEN 500 END, '', '2026-01-01', '2027-06-30', (SELECT min(id) FROM runs_run)
FROM billing_invoice WHERE id % 25 = 0
"""
_READ = """
SELECT count(*), sum(b.open_pence), min(i.due_on) FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id
WHERE b.open_pence <> 0 AND coalesce(i.due_on, i.effective_on) < %s
"""


def run(books: Books, size: int = SIZE) -> Iterator[Measure]:
    """`size` customers with four invoices each, a fifth of them held or their customer flagged: proposed, issued, and
    proposed again when every reminder went."""
    fill(books, customers=size, invoices=4 * size)
    by = actor_of(User.objects.get(username="bench"))
    other = actor_of(User.objects.create(username="other", name="Other Marker", role="manager"))
    set_policy(on=ON, at=AT, by=by)
    load_templates(on=ON, at=AT, by=by)
    with books.owner() as owner:
        for statement in (_FLAGGED, _HELD):
            owner.execute(statement)
        owner.execute(_OWING, [4 * size])
        owner.execute("VACUUM ANALYZE")
        with timed() as reading:
            owner.execute(_READ, [ON]).fetchone()
    with timed() as proposing:
        proposed = propose_reminders(on=ON, at=AT, by=by)
    memory = peak_memory_mb()
    yield Measure(
        f"ladder of {proposed.accounts:,} accounts : reading what is overdue", proposing.wall_seconds / reading.wall_seconds,
        "250,000 in < 60 s",
        {
            "s": proposing.wall_seconds, "accounts/s": proposed.accounts / proposing.wall_seconds,
            "letters": proposed.letters, "reading s": reading.wall_seconds, "peak MB": memory, "load": load(),
        },
    )  # fmt: skip
    with timed() as issuing:
        issued = issue_reminders(reminder_run=proposed.reminder_run or 0, on=ON, at=AT, by=other)
    with books.owner() as owner:
        _all_went(owner)
    with timed() as again:
        later = propose_reminders(on=ON + DAY, at=AT + DAY, by=by)
    yield Measure(
        f"{issued.letters:,} reminders issued, and the ladder the day after", None, "the same for each, however many",
        {
            "issued s": issuing.wall_seconds, "letters/s": issued.letters / issuing.wall_seconds,
            "the day after s": again.wall_seconds, "letters then": later.letters, "peak MB": peak_memory_mb(),
            "load": load(),
        },
    )  # fmt: skip


def _all_went(owner: object) -> None:
    """Every document sent, without drawing a page."""
    execute = owner.execute  # type: ignore[attr-defined]
    execute("UPDATE dispatch_outbox SET state = 'sent'")
    execute(
        "INSERT INTO dispatch_event (document_id, event, state, reason, reference, happened_at, run_id)"
        " SELECT id, 'send', 'sent', '', '', prepared_at, run_id FROM dispatch_document"
    )
    execute("VACUUM ANALYZE")
