"""How each bank lays out its CSV statements, as data: one `Profile` a layout, for reading and for writing.

A profile names the columns in order; the fields below say which column holds what. A file is matched to a profile by
its heading row, or where there is none by the shape of its rows; a heading nobody has described is mapped by the words
in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from piperoll.formats.refusals import UnknownProfile


@dataclass(frozen=True)
class Profile:
    """One bank's CSV layout. Column names are matched without regard to case, spaces and underscores.

    The sum is one signed `amount`, or an unsigned `amount` with a CR/DR `flag`, or a `debit` and `credit` pair; with
    `pence` it is whole pence. A row whose `status` says it is not booked is only announced. `shape` (column: pattern)
    recognises rows that have no heading. `dated_by_heading` is the column of the first row that dates the whole file.
    `packed` narratives hold several parts between tabs.
    """

    name: str
    columns: tuple[str, ...]
    booked: str = ""
    value: str = ""
    amount: str = ""
    flag: str = ""
    debit: str = ""
    credit: str = ""
    balance: str = ""
    type: str = ""
    narrative: tuple[str, ...] = ()
    reference: str = ""
    bank_reference: str = ""
    payer_name: str = ""
    payer_account: str = ""
    sort_code: str = ""
    account: str = ""
    currency: str = ""
    status: str = ""
    headed: bool = True
    shape: tuple[tuple[str, str], ...] = ()
    dated_by_heading: int | None = None
    pence: bool = False
    packed: bool = False
    newest_first: bool = False
    date_format: str = "%d/%m/%Y"
    account_format: str = "{sort_code} {account_number}"
    text_mark: str = ""
    trailing_comma: bool = False
    leading_blank_line: bool = False
    default_currency: str = "GBP"


PROFILES = (
    Profile(
        name="barclays-online",
        columns=("Number", "Date", "Account", "Amount", "Subcategory", "Memo"),
        booked="Date",
        amount="Amount",
        type="Subcategory",
        narrative=("Memo",),
        account="Account",
        account_format="{dashed} {account_number}",
        packed=True,
    ),
    Profile(
        name="barclays-daily",
        columns=("(1)", "Sort code", "Account", "(4)", "Value", "CR/DR", "Description", "Cheque no", "Narrative"),
        amount="Value",
        flag="CR/DR",
        narrative=("Description", "Narrative"),
        reference="Cheque no",
        sort_code="Sort code",
        account="Account",
        headed=False,
        shape=(("Sort code", r"\d\d-?\d\d-?\d\d"), ("Account", r"\d{8}"), ("CR/DR", r"(?i:CR|DR|C|D)")),
        dated_by_heading=3,
        date_format="%Y%m%d",
    ),
    Profile(
        name="barclays-net",
        columns=(
            "Group",
            "Acc ID",
            "Account No",
            "Type",
            "Bank Code",
            "Curr",
            "Entry Date",
            "As At",
            "Amount",
            "TLA Code",
            "Cheque No",
            "Status",
            "Description",
        ),
        account="Account No",
        sort_code="Bank Code",
        currency="Curr",
        booked="Entry Date",
        amount="Amount",
        type="TLA Code",
        reference="Cheque No",
        narrative=("Description",),
        date_format="%d/%m/%y",
    ),
    Profile(
        name="lloyds-online",
        columns=(
            "Transaction Date",
            "Transaction Type",
            "Sort Code",
            "Account Number",
            "Transaction Description",
            "Debit Amount",
            "Credit Amount",
            "Balance",
        ),
        booked="Transaction Date",
        type="Transaction Type",
        sort_code="Sort Code",
        account="Account Number",
        narrative=("Transaction Description",),
        debit="Debit Amount",
        credit="Credit Amount",
        balance="Balance",
        newest_first=True,
        text_mark="'",
    ),
    Profile(
        name="lloyds-cbo",
        columns=(
            "Post Date",
            "Account Number",
            "Account Name",
            "Type",
            "Amount",
            "Customer Reference",
            "Transaction Detail",
            "Balance",
        ),
        booked="Post Date",
        account="Account Number",
        account_format="{sort_code}-{account_number} {currency}",
        type="Type",
        amount="Amount",
        reference="Customer Reference",
        narrative=("Transaction Detail",),
        balance="Balance",
    ),
    Profile(
        name="natwest-online",
        columns=("Date", "Type", "Description", "Value", "Balance", "Account Name", "Account Number"),
        booked="Date",
        type="Type",
        narrative=("Description",),
        amount="Value",
        balance="Balance",
        account="Account Number",
        account_format="{sort_code}-{account_number}",
        newest_first=True,
        text_mark="'",
        trailing_comma=True,
        leading_blank_line=True,
    ),
    Profile(
        name="natwest-bankline",
        columns=(
            "Sort Code",
            "Account Number",
            "Account Alias",
            "Account Short Name",
            "Currency",
            "Account Type",
            "BIC",
            "Bank Name",
            "Branch Name",
            "Date",
            "Narrative #1",
            "Narrative #2",
            "Narrative #3",
            "Narrative #4",
            "Narrative #5",
            "Type",
            "Debit",
            "Credit",
        ),
        booked="Date",
        type="Type",
        sort_code="Sort Code",
        account="Account Number",
        currency="Currency",
        narrative=("Narrative #1", "Narrative #2", "Narrative #3", "Narrative #4", "Narrative #5"),
        debit="Debit",
        credit="Credit",
        headed=False,
        shape=(("Sort Code", r"\d\d-?\d\d-?\d\d"), ("Account Number", r"\d{8}"), ("Date", r"\d\d/\d\d/\d\d(\d\d)?")),
        date_format="%d/%m/%y",
    ),
    Profile(
        name="hsbcnet",
        columns=("Account", "Date", "Currency", "Amount", "Description", "Type"),
        booked="Date",
        account="Account",
        account_format="{sort_code}-{account_number}",
        currency="Currency",
        amount="Amount",
        narrative=("Description",),
        type="Type",
        headed=False,
        shape=(("Account", r"\d{6}-\d{8}"), ("Currency", r"[A-Z]{3}")),
    ),
    Profile(
        name="hsbc-online",
        columns=("Date", "Description", "Amount"),
        booked="Date",
        narrative=("Description",),
        amount="Amount",
        headed=False,
        shape=(("Date", r"\d\d/\d\d/\d{4}"), ("Amount", r"[-+]?[\d,]*\.\d\d")),
        newest_first=True,
    ),
    Profile(
        name="hsbc-hexagon",
        columns=("Currency", "Account", "Date", "Amount", "Description", "Type"),
        currency="Currency",
        account="Account",
        account_format="{sort_code}-{account_number}",
        booked="Date",
        amount="Amount",
        narrative=("Description",),
        type="Type",
        headed=False,
        shape=(("Currency", r"[A-Z]{3}"), ("Account", r"\d{6}[ -]\d{8}")),
    ),
    Profile(
        name="lloyds-cbo-short",
        columns=("Date", "Account", "(3)", "Type", "Amount", "Customer Reference", "Transaction Detail"),
        booked="Date",
        account="Account",
        account_format="{sort_code}-{account_number}",
        type="Type",
        amount="Amount",
        reference="Customer Reference",
        narrative=("Transaction Detail",),
        headed=False,
        shape=(("Date", r"\d\d/\d\d/\d\d(\d\d)?"), ("Account", r"\d{6}-\d{8}( [A-Z]{3})?"), ("(3)", "")),
        date_format="%d/%m/%y",
    ),
    Profile(
        name="clydesdale",
        columns=("Date", "(2)", "Account", "(4)", "(5)", "(6)", "Description", "Value", "Narrative"),
        booked="Date",
        account="Account",
        account_format="{sort_code}{account_number}",
        amount="Value",
        narrative=("Description", "Narrative"),
        headed=False,
        shape=(("Date", r"\d{4}/\d\d/\d\d"), ("Account", r"\d{14}")),
        date_format="%Y/%m/%d",
    ),
    Profile(
        name="plain",
        columns=(
            "line_id",
            "account",
            "booking_date",
            "value_date",
            "type",
            "amount_pence",
            "payer_name",
            "payer_ref",
            "payer_account",
            "narrative",
        ),
        booked="booking_date",
        value="value_date",
        amount="amount_pence",
        pence=True,
        type="type",
        narrative=("narrative",),
        reference="payer_ref",
        bank_reference="line_id",
        payer_name="payer_name",
        payer_account="payer_account",
        account="account",
        account_format="{sort_code}{account_number}",
        date_format="%Y-%m-%d",
    ),
)

_MEANINGS = {
    "booked": "bookingdate|datebooked|bookedon|postingdate|posteddate|dateposted|postdate|entrydate|completeddate|date|"
    "transactiondate|processeddate|dateandtime|datetime|timestamp",
    "value": "valuedate|valueon",
    "amount": "amount|value|transactionamount|amountpence|transactionvalue",
    "debit": "debit|debits|debitamount|debitvalue|paidout|moneyout|amountout|withdrawal|withdrawals|payments|out|dr",
    "credit": "credit|credits|creditamount|creditvalue|paidin|moneyin|amountin|deposit|deposits|receipts|in|cr",
    "flag": "cr/dr|dr/cr|c/d|d/c|credit/debit|debit/credit|creditordebit|debitorcredit|crdr|drcr|indicator|sign|+/-|"
    "direction|in/out|"
    "credit/debitindicator|debit/creditindicator|creditdebitindicator|debitcreditindicator|drcrindicator|crdrindicator",
    "type": "transactiontype|type|tlacode|trntype|transactioncode|trancode|typecode|subcategory",
    "reference": "paymentreference|payerreference|payerref|theirreference|customerreference|reference|ref|"
    "chequenumber|chequeno|cheque|serialnumber|slipnumber",
    "bank_reference": "bankreference|transactionreference|transactionid|lineid",
    "payer_name": "payername|counterpartyname|counterparty|payee|name",
    "payer_account": "payeraccount|counterpartyaccountnumber|counterpartyaccount",
    "status": "status|state|transactionstatus|bookingstatus|paymentstatus",
    "balance": "ledgerbalance|runningbalance|balance|balanceafter|closingbalance",
    "sort_code": "sortcode|accountsortcode|sortingcode|bankcode|branchcode",
    "account": "accountnumber|accountno|account|iban",
    "currency": "accountcurrency|currency|ccy|curr|currencycode",
}
"""What the words of a heading mean. Of two columns with one meaning the word that stands first here is taken."""
_BY_WORD = {word: meaning for meaning, words in _MEANINGS.items() for word in words.split("|")}
_SURE = ("amount", "debit", "credit", "flag", "sort_code", "currency")
_WORDY = ("type", "reference", "bank_reference", "payer_name", "payer_account")
_NARRATIVE = re.compile(
    r"(transaction|merchant/)?(descriptions?|details?|narratives?|particulars|memo|information|text|label|notes?|"
    r"notesand#tags)(line)?(#?\d)?|additionalinformation"
)


def profile_named(name: str) -> Profile:
    """The profile of that name. Raises UnknownProfile."""
    for profile in PROFILES:
        if profile.name == name.removeprefix("csv:"):
            return profile
    raise UnknownProfile(name=name, choices=", ".join(profile.name for profile in PROFILES))


def plain_word(heading: str) -> str:
    """A heading as it is compared: lower case, without spaces, underscores and pounds, in brackets or not."""
    word = re.sub(r"[\s_'\"]", "", heading.lower())
    return re.sub(r"(?<=.)(\((gbp|£)\)|gbp|£)\Z", "", word)


def profile_from_heading(cells: list[str]) -> Profile | None:
    """The profile a heading row means: a bank's own, else one made from the words in it, else None."""
    words = [plain_word(cell) for cell in cells]
    while words and not words[-1]:
        words.pop()
    for profile in PROFILES:
        if profile.headed and [plain_word(column) for column in profile.columns] == words:
            return profile
    return _from_words(words)


def _from_words(words: list[str]) -> Profile | None:
    """A profile made from a heading's words; None unless they name a date, a sum and a narrative.

    Words of which two columns have the meaning are chosen from; two columns of sums, or one heading twice, are not.
    """
    found: dict[str, str] = {}
    for word in words:
        meaning = _BY_WORD.get(word)
        if meaning and meaning in found and (meaning in _SURE or word == found[meaning]):
            return None
        if meaning:
            found[meaning] = min(word, found.get(meaning, word), key=_MEANINGS[meaning].split("|").index)
    columns = _told_apart(words)
    narrative = tuple(column for column, word in zip(columns, words, strict=True) if _tells(word, found))
    if found.get("flag") == "debit/credit" and not {"amount", "debit", "credit"} & set(found):
        found["amount"] = found.pop("flag")
    summed = "amount" in found or {"debit", "credit"} <= set(found)
    if not (("booked" in found or "value" in found) and summed and (narrative or "reference" in found)):
        return None
    found.setdefault("booked", found.get("value", ""))
    return Profile(
        name="headed",
        columns=columns,
        narrative=narrative,
        pence=found.get("amount") == "amountpence",
        **found,  # type: ignore[arg-type]
    )


def _tells(word: str, found: dict[str, str]) -> bool:
    """Whether a column is narrative: by its word, or because its meaning has another column and its words may tell."""
    meaning = _BY_WORD.get(word, "")
    return bool(_NARRATIVE.fullmatch(word)) or (meaning in _WORDY and found[meaning] != word)


def _told_apart(words: list[str]) -> tuple[str, ...]:
    """The words, each once: where one heads a second column, its place is added."""
    return tuple(word if word not in words[:place] else f"{word} {place + 1}" for place, word in enumerate(words))
