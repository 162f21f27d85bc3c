"""What the verbs of complaints share: finding one, its stage of now, beginning a stage with its clock and hold."""

from __future__ import annotations

from datetime import date

from piperoll.council.figures import figure
from piperoll.disputes.finding import answer_day, sql
from piperoll.disputes.models import Complaint, ComplaintStage, Finding
from piperoll.disputes.rules import DECIDED_IN, STAGES, complaint_reference
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.holding import hold_from


class NoSuchComplaint(Refused):
    """There is no complaint {complaint}. See Complaints for those there are."""


class StageDecided(Refused):
    """{complaint} was decided at {stage} on {on:%-d %B %Y}: nothing was changed."""

    exit_code = 0


def complaint_numbered(complaint: int) -> Complaint:
    """A complaint by its number. Raises NoSuchComplaint."""
    found = Complaint.objects.select_related("customer", "invoice").filter(pk=complaint).first()
    if found is None:
        raise NoSuchComplaint(complaint=complaint)
    return found


def stage_of_now(complaint: Complaint) -> ComplaintStage:
    """The stage a complaint has come to, nobody else changing it until the transaction ends."""
    sql.one_complaint_at_a_time(complaint=complaint.pk)
    return complaint.stages.latest("id")


def must_be_undecided(stage: ComplaintStage) -> None:
    """Raises StageDecided."""
    if found := Finding.objects.filter(stage=stage).first():
        raise StageDecided(
            complaint=complaint_reference(stage.complaint_id), stage=STAGES[stage.stage].lower(), on=found.decided_on
        )


def begin_stage(
    complaint: Complaint, stage: str, words: str, *, reference: str = "", on: date, run: int
) -> ComplaintStage:  # fmt: skip
    """A stage begins: its days are counted, and recovery waits as far as was chosen. Raises NoFigureHolds."""
    note = f"{complaint_reference(complaint.pk)}, {STAGES[stage].lower()}"
    invoice = complaint.invoice
    hold = (
        None
        if complaint.scope == "nothing"
        else hold_from(
            on, customer=complaint.customer_id, kind="complaint", note=note, run=run,
            invoice_id=invoice.pk if invoice else None, invoice_number=invoice.number if invoice else "",
        )
    )  # fmt: skip
    return ComplaintStage.objects.create(
        complaint=complaint, stage=stage, words=words, reference=reference, hold=hold, began_on=on,
        acknowledge_by=answer_day(int(figure("complaint_acknowledge_days", on)), on),
        decide_by=answer_day(int(figure(DECIDED_IN[stage], on)), on), run_id=run,
    )  # fmt: skip
