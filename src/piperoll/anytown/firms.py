"""The firms, sole traders, public bodies and schools of Anytown. The jokes are ours; the firms are nobody's."""

from __future__ import annotations

from random import Random

from piperoll.anytown.dice import happens, one_of, weighted
from piperoll.anytown.places import VILLAGES

FAMILIES = (
    "Pickle", "Mudge", "Thrupp", "Snodsbury", "Crumb", "Wimpole-Gore", "Fothergale", "Trotterby", "Bagwash", "Pobjoy",
    "Quillfeather", "Hobnail", "Marrowby", "Tiddler", "Cobblewick", "Dollop", "Grubb", "Nettlebed", "Oxenholt",
    "Spatchcock", "Wobblethwaite", "Puddifoot", "Larkrise", "Custance",
)  # fmt: skip
HEIRS = ("& Daughters", "& Sons", "& Daughter", "Brothers", "Sisters", "& Nephew", "& Niece", "& Mother", "& Co")
TRADES = (
    "Fishmongers", "Chimney Sweeps", "Umbrella Menders", "Pork Butchers", "Undertakers", "Clock Repairs", "Removals",
    "Greengrocers", "Ironmongers", "Taxis", "Bakers", "Opticians", "Scaffolding", "Dry Cleaners", "Ferret Supplies",
)  # fmt: skip
JOKES = (
    "Bun Intentions", "The Plaice of Last Resort", "Lettuce Consider", "Knead to Know Bakery", "Grout Stretch Tiling",
    "Pane Relief Glazing", "The Merchant of Venison", "Wok Around the Guildhall", "Heel Be Back Shoe Repairs",
    "Thyme and Tide Caterers", "Loaf Actually", "The Leaning Tower of Cheese", "Sew Far So Good", "Planks a Million",
    "Tyred but Happy", "Shed Happens Carpentry", "Scone with the Wind", "Kebab Legs Eleven",
    "Paws for Thought Groomers", "Permanent Waves of Relief", "Mustard Cuts Butchers", "Vinyl Warning Records",
    "The Cod Delusion", "Wardrobes of Mass Construction", "Pilates of the Guildhall", "Drains and Simple",
    "The Last Strawberry", "Lawn Ranger Mowing", "Flue Season Heating", "Brick and Mortar Combat", "Tea Total",
    "Type Cast Printing", "Sofa So Nearly New", "The Quiche of Fate",
)  # fmt: skip
BODIES = (
    "{village} Parish Council", "Mid-Anyshire Hospitals NHS Trust", "Anyshire Fire and Rescue Authority",
    "Anyshire County Council", "Ministry of Sundry Affairs", "{village} Internal Drainage Board",
    "Anyshire Probation Service", "Anyshire Combined Authority",
)  # fmt: skip
SCHOOLS = (
    "St Egwina's C of E Primary School", "Bishop Mumble Academy", "{village} Village School",
    "Anytown Girls' Grammar School", "Our Lady of the Puddles Catholic Primary", "Sprocket Road Infants",
    "The {village} Federation of Schools", "Ada Lovelock Academy Trust",
)  # fmt: skip


def a_joke(rng: Random) -> str:
    """A trading name somebody was proud of, and where they hang it."""
    return f"{one_of(rng, JOKES)} of {one_of(rng, VILLAGES)}"


def a_company(rng: Random) -> str:
    """A company's registered name: `Pickle & Daughters Fishmongers Ltd`, `Loaf Actually (Cold Porridge) Ltd`."""
    form = weighted(rng, {"Ltd": 70.0, "Limited": 18.0, "LLP": 6.0, "CIC": 4.0, "PLC": 2.0})
    if happens(rng, 0.55):
        return f"{one_of(rng, FAMILIES)} {one_of(rng, HEIRS)} {one_of(rng, TRADES)} {form}"
    return f"{one_of(rng, JOKES)} ({one_of(rng, VILLAGES)}) {form}"


def a_public_body(rng: Random) -> str:
    """A parish council, a hospital, a ministry."""
    return one_of(rng, BODIES).format(village=one_of(rng, VILLAGES))


def a_school(rng: Random) -> str:
    """A school, which in Anytown is always somebody's fault."""
    return one_of(rng, SCHOOLS).format(village=one_of(rng, VILLAGES))
