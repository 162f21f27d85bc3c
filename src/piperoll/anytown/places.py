"""Where things are in Anytown: streets, villages, postcodes of the unallocated area AN, telephones kept for drama."""

from __future__ import annotations

from typing import NamedTuple

VILLAGES = (
    "Nether Biggin", "Upper Biggin", "Biggin-under-Water", "Much Muttering", "Little Fidgeting", "Great Fidgeting",
    "Dripping St Mary", "Cold Porridge", "Ambling-on-the-Wold", "Sneddlethorpe", "Biscuit Green", "Fennyhough",
    "Long Dawdling", "Tumbledown Cross", "Crumbly Magna", "Crumbly Parva", "Ottersfoot", "Wickerby-le-Damp",
)  # fmt: skip
STREETS = (
    "Guildhall Lane", "Tannery Row", "Marmalade Hill", "Duckpond Lane", "Penny Farthing Way", "Old Gasworks Road",
    "Chapel Walk", "Rhubarb Terrace", "Station Approach", "Bishop's Elbow", "Ropewalk", "Wherry Lane",
    "Thimble Street", "Coronation Avenue", "Allotment Road", "Lower Mangle Street", "Upper Mangle Street",
    "Saltpan Drive", "Sheep Street", "Weighbridge Close", "Quince Gardens", "The Shambles", "Mafeking Terrace",
    "Back Lane", "Windmill Rise", "Tithe Close", "Jubilee Crescent", "Cutler's Yard", "Nine Elms Drive",
    "Postern Gate", "Kiln Bank", "Herring Row",
)  # fmt: skip
ESTATES = (
    "Sprocket Trading Estate", "Old Brewery Yard", "Marsh Lane Business Park", "The Maltings", "Canalside Works",
    "Teasel Mill", "Gantry Industrial Estate", "Cornmarket Arcade",
)  # fmt: skip
_INWARD = "ABDEFGHJLNPQRSTUWXYZ"
_UNITS = 99 * 10 * len(_INWARD) ** 2
_STRIDE, _START = 104_729, 20_011
_NUMBERS = 24


class Address(NamedTuple):
    """A postal address: its lines without the postcode, and the postcode."""

    lines: tuple[str, ...]
    postcode: str


def address(place: int, *, business: bool = False) -> Address:
    """The address of the customer with this number: no two are alike, and each postcode has one street."""
    unit, house = (place * _STRIDE + _START) % _UNITS, 1 + place // _UNITS % _NUMBERS + place % 7 * _NUMBERS
    village = VILLAGES[unit // 400 % len(VILLAGES)]
    town = ("Anytown",) if unit % 3 == 0 else (village, "Anytown")
    if business:
        return Address((f"Unit {house}", ESTATES[unit % len(ESTATES)], *town), _postcode(unit))
    return Address((f"{house} {STREETS[unit % len(STREETS)]}", *town), _postcode(unit))


def _postcode(unit: int) -> str:
    rest, last = divmod(unit, len(_INWARD))
    rest, first = divmod(rest, len(_INWARD))
    district, sector = divmod(rest, 10)
    return f"AN{district + 1} {sector}{_INWARD[first]}{_INWARD[last]}"


def telephone(place: int, *, mobile: bool) -> str:
    """A number Ofcom keeps for drama: 01632 960000 to 960999, or 07700 900000 to 900999."""
    return f"07700 900{place % 1000:03d}" if mobile else f"01632 960{place % 1000:03d}"
