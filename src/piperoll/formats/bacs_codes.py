"""What each reason code of a Bacs report means, and what is to be done about it.

Source: the code lists banks and bureaux publish for ARUDD, ADDACS, AUDDIS, AWACS, ARUCS and DDICA. A code on none of
them is taken as the most careful of its report: nothing more is collected until a person has looked.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """A code's meaning, what to do in words, and what becomes of the mandate (`keep`, `hold`, `cancel`, `update`,
    `restore`, `fail`; "" where none is concerned)."""

    meaning: str
    action: str
    mandate: str = ""
    may_present_again: bool = False
    payer_died: bool = False


_REVERSE = "take the receipt back: the instalment is owed again from its own due date"
_DIED = "follow the bereavement path: nothing more is collected or chased"
UNKNOWN = Reason("a code Piperoll does not know", "stop collecting and have an officer look", "hold")

ARUDD = {
    "0": Reason(
        "refer to payer",
        f"{_REVERSE}; it may be presented once more (18) within a month",
        "keep",
        may_present_again=True,
    ),
    "1": Reason("instruction cancelled", f"{_REVERSE}; the mandate is cancelled", "cancel"),
    "2": Reason("payer deceased", f"{_REVERSE}; {_DIED}", "cancel", payer_died=True),
    "3": Reason("account transferred", f"{_REVERSE}; wait for the new account or a new mandate", "hold"),
    "4": Reason("advance notice disputed", f"{_REVERSE}; hold until settled with the payer", "hold"),
    "5": Reason("no account, or of the wrong type", f"{_REVERSE}; the mandate is cancelled", "cancel"),
    "6": Reason("no instruction", f"{_REVERSE}; lodge again only with the payer's authority", "hold"),
    "7": Reason("amount differs", f"{_REVERSE}; look at the notice that was sent", "hold"),
    "8": Reason("amount not yet due", f"{_REVERSE}; look at the date of the notice", "hold"),
    "9": Reason("presentation overdue", f"{_REVERSE}; look at the date of the notice", "hold"),
    "A": Reason("service user differs", f"{_REVERSE}; our own set-up is wrong", "hold"),
    "B": Reason("account closed", f"{_REVERSE}; the mandate is cancelled", "cancel"),
}
PRESENTED_TWICE = Reason(
    "refer to payer", f"{_REVERSE}; it was presented twice and is not presented again: write to the payer", "keep"
)

ADDACS = {
    "0": Reason(
        "instruction cancelled, refer to payer", "stop; send no 0C; a new mandate needs new authority", "cancel"
    ),
    "1": Reason("instruction cancelled by payer", "stop; send no 0C; lodge again only with new authority", "cancel"),
    "2": Reason("payer deceased", _DIED, "cancel", payer_died=True),
    "3": Reason(
        "account moved to another bank", "update the account and send 0N for it; no 0C for the old one", "update"
    ),
    "B": Reason("account closed", "stop; ask for a new mandate", "cancel"),
    "C": Reason("account moved within the bank", "update the account; send neither 0N nor 0C", "update"),
    "D": Reason("advance notice disputed", "hold until settled with the payer", "hold"),
    "E": Reason("instruction amended", "take the amendment in; send neither 0N nor 0C", "update"),
    "R": Reason("instruction reinstated", "collect again; send no 0N", "restore"),
}
MOVED_WITHOUT_NEW_ACCOUNT = Reason(
    "account moved to another bank, the new one not told", "hold and ask the payer for a new mandate", "hold"
)

_FAILS = "the mandate fails: nothing is collected under it"
AUDDIS = {
    code: Reason(meaning, _FAILS, "fail")
    for code, meaning in {
        "1": "instruction cancelled by payer",
        "3": "account transferred",
        "5": "no account",
        "6": "no instruction",
        "7": "amount of the instruction not nought",
        "B": "account closed",
        "F": "wrong type of account",
        "G": "the bank will not take Direct Debits on this account",
        "H": "instruction expired",
        "I": "payer's reference not unique",
        "K": "instruction cancelled by paying bank",
        "L": "payer's account details wrong",
        "M": "transaction code and user status do not go together",
        "N": "not allowed at the payer's branch",
        "O": "invalid reference",
        "P": "payer's name missing",
        "Q": "service user's name blank",
        "V": "returned by the bank; what V means is not published",
    }.items()
} | {
    "2": Reason("payer deceased", f"{_FAILS}; {_DIED}", "fail", payer_died=True),
    "C": Reason(
        "account moved within the bank", "update the account; send neither 0N nor 0C; the mandate stands", "update"
    ),
}

_NEXT_TIME = "use the new account next time"
AWACS = {
    "0": Reason("account details wrong", "correct the account before anything more is sent to it"),
    "3": Reason("account transferred", _NEXT_TIME),
}

_REOPEN = "open the refund again: the money came back"
ARUCS = {
    "0": Reason("account details invalid", f"{_REOPEN}; ask for the right account"),
    "2": Reason("payee deceased", f"{_REOPEN}; {_DIED}", payer_died=True),
    "3": Reason("account transferred", f"{_REOPEN}; ask for the new account"),
    "5": Reason("no account", f"{_REOPEN}; ask for the right account"),
    "B": Reason("account closed", f"{_REOPEN}; ask for another account"),
    "C": Reason("recalled by remitter", _REOPEN),
}

_CLAIM = (
    "take the receipts back on the day we are debited, collect no more, look at the evidence; refund nothing besides"
)
DDICA = {
    code: Reason(meaning, _CLAIM, "hold")
    for code, meaning in {
        "1": "amount or date differs from the advance notice",
        "2": "no advance notice received, or the amount disputed",
        "3": "instruction cancelled at the paying bank",
        "4": "payer cancelled with the service user",
        "5": "no instruction held, or authority disputed",
        "6": "signature fraudulent or not authorised",
        "7": "claim raised at the service user's request",
        "8": "service user's name disputed or not recognised",
    }.items()
}
