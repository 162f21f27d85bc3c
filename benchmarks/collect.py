"""Direct Debit at size: chosen, released and filed, against COPY of the file's very lines out of PostgreSQL, and against
COPY of the very rows that must last; and what comes back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

from benchmarks.bench_books import AT, ON, Books
from benchmarks.measures import Measure, load, peak_memory_mb, timed
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.bacs import keeping
from piperoll.bacs.apply_bacs_report import apply_bacs_report
from piperoll.bacs.collect import collect
from piperoll.bacs.models import BacsFile
from piperoll.bacs.release_collection import release_collection
from piperoll.bacs.write_bacs_file import write_bacs_file
from piperoll.council.models import DatedFigure
from piperoll.customers.bank_details import key_ring
from piperoll.foundations.actors import Actor

SIZE = 20_000
COLLECT_ON, INPUT_ON, BACK_ON = date(2026, 12, 21), date(2026, 12, 17), date(2026, 12, 23)
MOST_BACK = 20_000
"""So many collections come back unpaid, if there are so many."""


def run(books: Books, size: int = SIZE) -> Iterator[Measure]:
    """`size` payers, an instalment each."""
    by = books.fresh()
    other = actor_of(User.objects.create(username="other", name="Other Marker", role="manager"))
    DatedFigure.objects.filter(name="direct_debit_file_pounds").update(value=999_999_999)
    fill(books, size)
    took = {}
    with timed() as clock:
        chosen = collect(collect_on=COLLECT_ON, on=INPUT_ON, at=_at(INPUT_ON), by=by)
    took["choose s"] = clock.wall_seconds
    assert chosen.collections == size, chosen
    with timed() as clock:
        release_collection(collection_run=chosen.collection_run or 0, on=INPUT_ON, at=_at(INPUT_ON), by=other)
    took["release s"] = clock.wall_seconds
    with timed() as clock:
        write_bacs_file(on=INPUT_ON, at=_at(INPUT_ON), by=other)
    took["file s"] = clock.wall_seconds
    memory = peak_memory_mb()
    yardstick = _lines_out(books)
    yield Measure(
        f"{size:,} collections to a file : COPY", sum(took.values()) / yardstick, "≤ 4",
        took | {"COPY s": yardstick, "collections/s": size / sum(took.values()), "MB": memory, "load": load()},
    )  # fmt: skip
    yield _beside_the_rows(books, size, took["choose s"] + took["release s"])
    yield _come_back(books, size, by)


def _at(on: date) -> datetime:
    return datetime.combine(on, time(10), UTC)


def _lines_out(books: Books) -> float:
    """The yardstick: the file's lines, laid in a table, copied out."""
    content = b"".join(keeping.content(BacsFile.objects.latest("id")))
    with books.owner() as owner:
        owner.execute("CREATE TEMP TABLE line (said text)")
        with owner.cursor().copy("COPY line FROM STDIN") as copy:
            copy.write(content.replace(b"\r\n", b"\n"))
        with timed() as clock, owner.cursor().copy("COPY line TO STDOUT") as out:
            for _ in out:
                pass
    return clock.wall_seconds


def _beside_the_rows(books: Books, size: int, took: float) -> Measure:
    """The floor: COPY of the rows that choosing and releasing leave behind, into the same tables."""
    ours = "run_id IN (SELECT id FROM runs_run WHERE verb IN ('collect', 'release_collection'))"
    credited = "item_id IN (SELECT item_id FROM bacs_collectioncredit)"
    journal = f"journal_id IN (SELECT id FROM ledger_journal WHERE {ours})"
    floor = books.as_copied(
        {
            "ledger_journal": ours, "ledger_posting": journal, "receivables_item": ours, "receivables_itembalance": credited,
            "bacs_collection": ours, "bacs_liveitem": "true", "bacs_collectionitem": ours, "bacs_collectioncredit": ours,
            "receivables_allocation": ours, "runs_sealblock": ours,
        }
    )  # fmt: skip
    return Measure(
        f"{size:,} chosen and released : COPY of their rows", floor / took, "≥ 0.50",
        {"ours s": took, "COPY s": floor, "rows a collection": 8, "load": load()},
    )  # fmt: skip


def _come_back(books: Books, size: int, by: Actor) -> Measure:
    """So many come back unpaid, in one report."""
    many = min(size, MOST_BACK)
    with books.owner() as owner:
        rows = owner.execute(
            "SELECT m.reference, c.amount_pence FROM bacs_collection c JOIN direct_debit_mandate m ON m.id = c.mandate_id"
            " ORDER BY c.id LIMIT %s", [many],
        ).fetchall()  # fmt: skip
    told = BytesIO()
    told.write(
        b'<BACSDocument><Data><ARUDD><Header reportType="REFT1019" adviceNumber="1" currentProcessingDate="2026-12-23"/>'
    )
    told.write(b"<Advice><OriginatingAccountRecords><OriginatingAccountRecord>")
    for reference, pence in rows:
        told.write(
            f'<ReturnedDebitItem ref="{reference}" transCode="01" returnCode="0352" originalProcessingDate="2026-12-18" '
            f'valueOf="{pence / 100:.2f}"><PayerAccount sortCode="20-29-59" number="63748472"/></ReturnedDebitItem>'.encode()
        )
    told.write(b"</OriginatingAccountRecord></OriginatingAccountRecords></Advice></ARUDD></Data></BACSDocument>")
    file = Path(books.folder) / "arudd.xml"
    file.write_bytes(told.getvalue())
    with timed() as clock:
        done = apply_bacs_report(file=file, on=BACK_ON, at=_at(BACK_ON), by=by)
    assert done.applied == many, done
    return Measure(
        f"ARUDD of {many:,} applied", None, "in seconds",
        {"s": clock.wall_seconds, "items/s": many / clock.wall_seconds, "load": load()},
    )  # fmt: skip


def fill(books: Books, size: int, *, told: bool = True) -> None:
    """Payers with an active mandate and an instalment due; told, with a notice that was posted in time."""
    ring = key_ring()
    facts = {
        "size": size, "on": ON, "at": AT, "due": COLLECT_ON, "sent": AT + timedelta(days=1),
        "details": ring.seal("20295963748472"), "name": ring.seal("MS A LOVEGROVE"),
    }  # fmt: skip
    with books.owner() as owner:
        for statement in _PAYERS + (_TOLD if told else []):
            owner.execute(statement, facts)
        owner.execute("ANALYZE")


_RUN = "(SELECT max(id) FROM runs_run)"
_PAYERS = [
    "INSERT INTO customers_customer (id, reference, kind, name, title, first_name, last_name, trading_as, company_number, created_at)"
    " SELECT n, 'C' || lpad(n::text, 9, '0'), 'company', 'Firm ' || n || ' Ltd', '', '', '', '', '', %(at)s FROM generate_series(1, %(size)s) n",
    "INSERT INTO customers_address (customer_id, lines, postcode, valid_from) SELECT id, '1 Brine Street', 'AN1 1AA', '2020-01-01' FROM customers_customer",
    "INSERT INTO ledger_journal (id, run_id, kind, source_id, effective_on, known_at, digest)"
    f" SELECT nextval('ledger_journal_id_seq'), {_RUN}, 'invoice', 0, %(on)s, %(at)s, ''",
    "INSERT INTO receivables_item (id, customer_id, kind, amount_pence, effective_on, due_on, known_at, reference, journal_id, run_id)"
    " SELECT nextval('receivables_item_id_seq'), n, 'instalment', 1000 + n %% 9000, %(on)s, %(due)s, %(at)s, 'AT' || n, (SELECT max(id) FROM ledger_journal), "
    f"{_RUN} FROM generate_series(1, %(size)s) n",
    "INSERT INTO receivables_itembalance (item_id, customer_id, open_pence) SELECT id, customer_id, amount_pence FROM receivables_item",
    "INSERT INTO direct_debit_mandate (id, customer_id, service_user_number, reference, channel, agreed_on, confirm_by, payer_name, payer_lines,"
    " payer_postcode, payer_email, asked, is_converted, provider, set_up_at, run_id)"
    " SELECT n, n, '999999', 'ATDD' || lpad(n::text, 10, '0'), 'paper', %(on)s, %(on)s, 'Firm ' || n, '', '', '', '', false, 'bacs', %(at)s, "
    f"{_RUN} FROM generate_series(1, %(size)s) n",
    "INSERT INTO direct_debit_corereference (id, key, mandate_id) SELECT id, sha256(reference::bytea), id FROM direct_debit_mandate",
    "INSERT INTO direct_debit_mandateaccount (id, mandate_id, core_id, valid_from, sealed_details, sealed_name, key, last_four, verdict, why, advice, run_id)"
    f" SELECT id, id, id, %(on)s, %(details)s, %(name)s, sha256(reference::bytea), '8472', 'valid', '', '', {_RUN} FROM direct_debit_mandate",
    "INSERT INTO direct_debit_standing (mandate_id, customer_id, state, since, may_collect_from)"
    " SELECT id, customer_id, 'active', %(on)s, %(on)s FROM direct_debit_mandate",
    "INSERT INTO direct_debit_mandatepays (mandate_id, what, valid_from, run_id)"
    f" SELECT id, 'everything', %(on)s, {_RUN} FROM direct_debit_mandate",
    "INSERT INTO direct_debit_collectionplan (id, mandate_id, kind, every, days, valid_from, run_id)"
    f" SELECT id, id, 'as_due', '', '{{}}', %(on)s, {_RUN} FROM direct_debit_mandate",
]  # fmt: skip
_TOLD = [
    "INSERT INTO direct_debit_notice (id, mandate_id, kind, number, notice_days, dated, why, run_id)"
    f" SELECT id, id, 'advance', reference || '-1', 10, %(on)s, '', {_RUN} FROM direct_debit_mandate",
    "INSERT INTO direct_debit_noticedcollection (id, notice_id, mandate_id, plan_id, collect_on, amount_pence, run_id)"
    f" SELECT m.id, m.id, m.id, m.id, %(due)s, i.amount_pence, {_RUN} FROM direct_debit_mandate m JOIN receivables_item i USING (customer_id)",
    "INSERT INTO direct_debit_noticeditem (noticed_id, item_id, amount_pence, run_id)"
    f" SELECT m.id, i.id, i.amount_pence, {_RUN} FROM direct_debit_mandate m JOIN receivables_item i USING (customer_id)",
    "INSERT INTO dispatch_document (id, kind, source_id, number, customer_id, person_id, representative_id, turn, audience, recipient, why, lines,"
    " postcode, email, channel, language, format, amount_pence, dated, prepared_at, run_id)"
    " SELECT id, 'dd_notice', id, reference || '-1', id, id, 0, 1, 'self', payer_name, '', '', '', '', 'post', 'en', 'standard', 1000, %(on)s, %(at)s, "
    f"{_RUN} FROM direct_debit_mandate",
    "INSERT INTO dispatch_outbox (document_id, batch_id, channel, state, reason)"
    f" SELECT id, {_RUN}, 'post', 'sent', '' FROM dispatch_document",
    "INSERT INTO dispatch_event (document_id, event, state, reason, reference, happened_at, run_id)"
    f" SELECT id, 'send', 'sent', '', '', %(sent)s, {_RUN} FROM dispatch_document",
]  # fmt: skip
