"""A Standard 18 file to spoil: a submission of invented accounts, line by line, that is good as it stands."""

from __future__ import annotations

ANYTOWN = ("089999", "66374958")


def label(text: str) -> str:
    return text.ljust(80)


def entry(
    account: tuple[str, str],
    code: str,
    pence: int,
    reference: str,
    name: str,
    words: str = "ANYTOWN COUNCIL",
    day: str = "",
) -> str:
    """A data record from our own account."""
    (sort_code, number), (ours, our_number) = account, ANYTOWN
    return f"{sort_code}{number}0{code}{ours}{our_number}    {pence:011d}{words:<18}{reference:<18}{name:<18}{day}"


def contra(pence: int, code: str = "99", day: str = "") -> str:
    return entry(ANYTOWN, code, pence, "CONTRA", "ANYTOWN COUNCIL", "DD RUN 77", day)


def submission(*entries: str, trailer: str | None = None, user: str = "123456", wide: bool = False) -> list[str]:
    """A submission made on Monday 23 November 2026 and processed the next day."""
    debits = [e for e in entries if e[15:17] in ("01", "17", "18", "19")]
    credits = [e for e in entries if e[15:17] in ("99", "Z4", "Z5")]
    instructions = sum(e[15:17] in ("0N", "0C", "0S") for e in entries)
    total = [sum(int(e[35:46]) for e in some) for some in (debits, credits)]
    sums = f"UTL1{total[0]:013d}{total[1]:013d}{len(debits):07d}{len(credits):07d}        {instructions:07d}"
    first = f"A{user}S  1{user}00012300010001       26327 26356 000000"
    second = "F0212000106" if wide else "F0200000100"
    second = f"{second}{'':35}00"
    work = f"UHL1{'      ' if wide else ' 26328'}999999    00000000{'4 MULTI  ' if wide else '1 DAILY  '}001"
    lines = [
        label(f"VOL1000123{'':31}{user}").ljust(79)[:79] + "1",
        label("HDR1" + first),
        label("HDR2" + second),
        label(work),
        *entries,
        label("EOF1" + first),
        label("EOF2" + second),
        label(sums if trailer is None else trailer),
    ]
    return lines


GOOD = submission(
    entry(("118765", "64371389"), "0N", 0, "ANY0000123", "MRS E EXAMPLE"),
    entry(("107999", "88837491"), "01", 12050, "ANY0000101", "MR A SAMPLE"),
    entry(("202959", "63748472"), "17", 4500, "ANY0000087", "J SPECIMEN & SON"),
    contra(16550),
)
"""The good one: an instruction, a first and a regular collection, and their contra."""
