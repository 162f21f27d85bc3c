"""Begin a charge that comes again and again: a rent, a bin, a subscription.

add-schedule RENT C000000198 LEASE-17 "Unit 4, Tannery Yard" --every quarterly --from 2027-03-25 --price 2500 --vat E
--income RENT01
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from decimal import Decimal

from piperoll.billing.add_schedule import ScheduleWanted, add_schedule
from piperoll.billing.models import Schedule
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, now, number

GROUP = "Schedules"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("service", help="the service's code")
    parser.add_argument("customer", help="the customer's reference")
    parser.add_argument("reference", help="the service's own name for it: the lease, the contract")
    parser.add_argument("description", help="what it is for, as invoices will say")
    parser.add_argument("--every", required=True, choices=list(dict(Schedule.FREQUENCIES)), help="how often")
    parser.add_argument("--from", dest="starts_on", type=day, required=True, metavar="DATE", help="its first day")
    parser.add_argument("--anchor", type=day, metavar="DATE", help="the day periods count from (else its first day)")
    parser.add_argument("--quantity", type=number, default=Decimal(1), metavar="N", help="how many (else 1)")
    parser.add_argument("--price", type=number, metavar="POUNDS", help="the price of one, net of VAT")
    parser.add_argument("--vat", default="", metavar="CODE", help="its VAT code")
    parser.add_argument("--income", default="", metavar="CODE", help="the income code it earns on")
    parser.add_argument("--fee", default="", metavar="CODE", help="or a fee of the register, with its price and codes")
    parser.add_argument("--concession", default="", metavar="CODE", help="for whom the fee is less")
    parser.add_argument("--in-arrears", action="store_true", help="bill after a period (else before it)")
    parser.add_argument("--lead-days", type=int, default=0, metavar="N", help="so many days before, or after it")
    parser.add_argument("--whole-periods", action="store_true", help="a part of a period costs the whole")
    parser.add_argument("--purchase-order", default="", metavar="PO", help="the customer's order number")
    parser.add_argument("--service-user", default="", metavar="NAME", help="whom it is for, if not the customer")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Begin it. Raises whatever the verb refuses."""
    wanted = ScheduleWanted(
        service=options.service, customer=options.customer, reference=options.reference,
        description=options.description, frequency=options.every, starts_on=options.starts_on,
        quantity=options.quantity, unit_price_pounds=options.price, vat_code=options.vat, income_code=options.income,
        fee_code=options.fee, concession=options.concession, in_advance=not options.in_arrears,
        lead_days=options.lead_days, pro_rata=not options.whole_periods, anchor_on=options.anchor,
        purchase_order=options.purchase_order, service_user=options.service_user,
    )  # fmt: skip
    done = add_schedule(wanted=wanted, on=options.on, at=now(), by=options.by)
    said = f"Schedule {done.schedule} ({done.reference}) bills from {day_in_words(options.starts_on)} on."
    return Answer(asdict(done), said)
