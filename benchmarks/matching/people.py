"""Names for invented councils: people and firms, with some surnames far commoner than others, and how banks show them."""

from __future__ import annotations

import random
from dataclasses import dataclass

FIRST = (
    "AARON ABENA ADELE ALISTAIR AMINA ANGUS ANTHEA ARTUR BARNABY BEATRIX BHAVNA BRONWEN CAITLIN CARLOS CECILY CORMAC DALIA DESMOND "
    "DILYS DOMINIC EDITH ELSPETH ENID ESME FARAH FELIX FERGUS FLORA GARETH GITA GRETA HAMZA HELGA HORACE IDRIS IMOGEN INES IVOR "
    "JADWIGA JOLYON JUNE KASIA KENNETH KIRAN LEILA LLOYD LOLA LUCIAN MABEL MADHAV MARGOT MILES NADIA NEVILLE NKECHI OLEG ORLA "
    "OSWIN PEARL PERCIVAL PHOEBE QUENTIN RANJIT RENATA RHIANNON RUFUS SAFFRON SELWYN SIMONE TABITHA TARIQ THEO TILDA UMA URSULA "
    "VIKRAM VIOLET WANDA WILFRED XENIA YASMIN YVONNE ZACHARY ZARA"
).split()
LAST = (
    "HARGREAVES ASHWORTH PEMBERTON OYELARAN KAUR SZYMANSKI BLENKINSOP TREVELYAN MACLEOD LLEWELLYN DRAKE HOLLOWAY MISTRY CHOWDHURY "
    "RAWLINGS THISTLEWOOD CROMPTON BIRTWISTLE FAIRBAIRN GODDARD HUXLEY IBRAHIM JARVIS KOWALCZYK LANGFORD MUNRO NAYLOR OSBORNE PICKERING "
    "QUILL RADCLIFFE SIDDIQUI TATTERSALL UNDERHILL VARLEY WAGSTAFF YARDLEY ZIELINSKI ABBOTT BARROWCLOUGH CARTWRIGHT DEWHURST ENTWISTLE "
    "FEATHERSTONE GREENHALGH HEPBURN INGHAM JESSOP KERSHAW LEADBETTER MOTTRAM NUTTALL OLDROYD PRENTICE QUAYLE ROTHWELL SUTCLIFFE TIMMINS "
    "UPTON VICKERS WHITTAKER YEOMANS ADDO BANERJEE CASTELLANOS DUBOIS ESPOSITO FALCONER GUPTA HAIDER IVANOVA JANSSEN KOROMA LIM MOYO NG "
    "OKEKE PETROV RAHMAN SATO TEMBO VARGA WONG YILMAZ ST-CLAIR FOX-LANE"
).split()
TITLES = ("MR", "MRS", "MISS", "MS", "DR")
HOUSE = (
    "HARBOUR ORCHARD QUARRY BEECHWOOD TOLLGATE IRONBRIDGE MOORSIDE SALTMARSH FOXGLOVE COPPER KINGFISHER LANTERN WINDMILL ABBEY RIVERBANK"
).split()
TRADE = (
    "BREWERY CYCLES GLAZING JOINERY FLORISTS OPTICIANS TILING UPHOLSTERY PHARMACY MINIBUSES STATIONERS FISHERIES ACCOUNTANTS KENNELS VENDING"
).split()
FORM = ("LTD", "LIMITED", "PLC", "LLP", "& DAUGHTERS LTD", "(SOUTH) LTD", "", "CIC")


@dataclass(frozen=True)
class Payer:
    """A customer or a stranger: `first` and `last` for people, `name` as billed."""

    name: str
    title: str = ""
    first: str = ""
    last: str = ""

    @property
    def person(self) -> bool:
        return bool(self.last)


def somebody(rng: random.Random) -> Payer:
    """A person three times in four, else a firm. Surnames thin out as the list goes on."""
    if rng.random() < 0.75:
        last = rng.choices(LAST, weights=[1 / (place + 4) for place in range(len(LAST))])[0]
        title, first = rng.choice(TITLES), rng.choice(FIRST)
        return Payer(f"{title} {first} {last}", title, first, last)
    return Payer(" ".join(filter(None, (rng.choice(HOUSE), rng.choice(TRADE), rng.choice(FORM)))))


def as_bank_shows(payer: Payer, rng: random.Random, *, slips: float) -> str:
    """The name on the line: an order, initials, a couple; cut to 18 letters; a slip of the keys now and then."""
    if payer.person:
        initial, second = payer.first[0], rng.choice("ABCDEFGHJKLMNPRSTW")
        name = rng.choice(
            (
                f"{payer.title} {initial} {payer.last}",
                f"{payer.title} {initial} {second} {payer.last}",
                f"{payer.last} {initial}",
                f"{payer.last} {initial}{second}",
                f"{initial} {payer.last}",
                f"{payer.first} {payer.last}",
                f"{payer.last} {payer.first}",
                f"{initial} & {second} {payer.last}",
            )
        )
    else:
        name = payer.name if rng.random() < 0.6 else " ".join(payer.name.split()[:2])
    if rng.random() < slips:
        at = rng.randrange(1, len(name) - 1)
        name = rng.choice((name[:at] + name[at + 1 :], name[:at] + name[at + 1] + name[at] + name[at + 2 :]))
    return name[:18].rstrip()
