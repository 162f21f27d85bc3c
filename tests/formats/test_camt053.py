"""What a camt.053 file may look like, and what it may not."""

from __future__ import annotations

import pytest

from piperoll.formats import camt053
from piperoll.formats.kinds import Kind
from piperoll.formats.recognise import read_statements
from piperoll.formats.refusals import (
    DoesNotProve,
    FileMalformed,
    FileRefused,
    HostileXml,
    StatementsDoNotFollow,
    TotalsDisagree,
)
from piperoll.formats.statements import Proof

BALANCE = (
    "<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy='{currency}'>{sum}</Amt>"
    "<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-16</Dt></Dt></Bal>"
)


def balance(code, sum, currency="GBP"):
    return BALANCE.format(code=code, sum=sum, currency=currency)


def entry(
    sum="10.00",
    way="CRDT",
    more="",
    day="<BookgDt><Dt>2026-11-16</Dt></BookgDt>",
    status="<Sts>BOOK</Sts>",
    currency="GBP",
):
    return f"<Ntry><Amt Ccy='{currency}'>{sum}</Amt><CdtDbtInd>{way}</CdtDbtInd>{status}{day}{more}</Ntry>"


def detail(sum, way="CRDT", currency="GBP", more=""):
    return f"<TxDtls><Amt Ccy='{currency}'>{sum}</Amt><CdtDbtInd>{way}</CdtDbtInd>{more}</TxDtls>"


def statement(*parts, account="<IBAN>GB33PRLL00112212345678</IBAN>", name="S1"):
    return f"<Stmt><Id>{name}</Id><Acct><Id>{account}</Id><Ccy>GBP</Ccy></Acct>{''.join(parts)}</Stmt>"


def document(*statements, namespace="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"):
    return f"<Document xmlns='{namespace}'><BkToCstmrStmt>{''.join(statements)}</BkToCstmrStmt></Document>".encode()


def lines(*parts):
    return camt053.read(document(statement(*parts)))[0].lines


def test_opening_and_entries_make_the_closing_balance():
    content = document(statement(balance("OPBD", "5"), balance("CLBD", "15.00"), entry()))
    assert camt053.read(content)[0].proof is Proof.PROVED
    with pytest.raises(DoesNotProve, match=r"opening 5\.00 and lines of 10\.01 make 15\.01, but it closes at 15\.00"):
        camt053.read(content.replace(b"10.00", b"10.01"))


def test_a_message_in_an_envelope_with_a_header_reads_alike():
    inside = document(statement(entry())).decode()
    header = "<AppHdr xmlns='urn:iso:std:iso:20022:tech:xsd:head.001.001.02'><BizMsgIdr>1</BizMsgIdr></AppHdr>"
    found = read_statements(f"<BizMsgEnvlp>{header}{inside}</BizMsgEnvlp>".encode())
    assert (found.format, found.statements) == ("camt.053", tuple(camt053.read(inside.encode())))


@pytest.mark.parametrize(
    "namespace", [f"urn:iso:std:iso:20022:tech:xsd:camt.053.001.{n:02d}" for n in range(2, 14)] + [""]
)
def test_every_version_reads_alike(namespace):
    assert len(camt053.read(document(statement(entry()), namespace=namespace))) == 1


def test_the_first_version_keeps_its_details_and_balances():
    content = document(
        "<Stmt><Id>S1</Id><Acct><Id><BBAN>00112212345678</BBAN></Id><Ccy>GBP</Ccy></Acct>"
        + balance("OPBD", "5.00").replace("<CdOrPrtry>", "").replace("</CdOrPrtry>", "")
        + balance("CLBD", "15.00").replace("<CdOrPrtry>", "").replace("</CdOrPrtry>", "")
        + entry(
            more="<TxDtls><Refs><EndToEndId>AT0000012345</EndToEndId></Refs><RltdPties><Dbtr><Nm>PRUDENCE OYSTER</Nm></Dbtr>"
            "</RltdPties><RmtInf><Ustrd>RENT OF STALL</Ustrd></RmtInf></TxDtls>"
        )
        + "</Stmt>",
        namespace="urn:iso:std:iso:20022:tech:xsd:camt.053.001.01",
    ).replace(b"BkToCstmrStmt>", b"BkToCstmrStmtV01>")
    (found,) = camt053.read(content)
    (line,) = found.lines
    assert (found.bank_account.key, found.proof) == ("00112212345678", Proof.PROVED)
    assert (line.references, line.payer_name, line.text) == (("AT0000012345",), "PRUDENCE OYSTER", "RENT OF STALL")


@pytest.mark.parametrize("sort_code", ["001122", "00-11-22"])
def test_a_british_account_may_have_its_sort_code_apart(sort_code):
    servicer = f"<Svcr><FinInstnId><ClrSysMmbId><MmbId>{sort_code}</MmbId></ClrSysMmbId></FinInstnId></Svcr>"
    account = statement(entry(), account="<Othr><Id>12345678</Id></Othr>").replace("</Acct>", servicer + "</Acct>")
    assert camt053.read(document(account))[0].bank_account.key == "00112212345678"
    iban = statement(entry()).replace("</Acct>", servicer.replace(sort_code, "999999") + "</Acct>")
    assert camt053.read(document(iban))[0].bank_account.key == "00112212345678"


def test_a_reversal_keeps_the_direction_the_bank_gives_it():
    (line,) = lines(entry(way="DBIT", more="<RvslInd>true</RvslInd>"))
    assert (line.amount_pence, line.kind) == (-1000, Kind.REVERSAL)


def test_a_collection_sent_back_is_an_unpaid_direct_debit():
    code = "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>IDDT</Cd><SubFmlyCd>ESDD</SubFmlyCd></Fmly></Domn></BkTxCd>"
    (line,) = lines(entry(way="DBIT", more="<RvslInd>true</RvslInd>" + code))
    assert line.kind is Kind.UNPAID_DIRECT_DEBIT


def test_a_batch_is_split_when_its_details_add_up():
    both = lines(
        entry(
            "10.00", more=f"<AcctSvcrRef>B</AcctSvcrRef><NtryDtls>{detail('12.50')}{detail('2.50', 'DBIT')}</NtryDtls>"
        )
    )
    assert [(line.number, line.amount_pence, line.batch) for line in both] == [(1, 1250, "B"), (2, -250, "B")]


def test_a_batch_that_does_not_add_up_is_refused():
    with pytest.raises(TotalsDisagree):
        lines(entry("10.00", more=f"<NtryDtls>{detail('12.50')}{detail('2.49', 'DBIT')}</NtryDtls>"))


def test_a_batch_short_by_its_charges_stays_one_line():
    charges = "<Chrgs><Rcrd><Amt Ccy='GBP'>0.50</Amt></Rcrd></Chrgs>"
    (line,) = lines(entry("9.50", more=f"{charges}<NtryDtls>{detail('5.00')}{detail('5.00')}</NtryDtls>"))
    assert line.amount_pence == 950


def test_details_in_another_currency_leave_the_entry_whole():
    (line,) = lines(
        entry("10.00", more=f"<NtryDtls>{detail('6', currency='EUR')}{detail('6', currency='EUR')}</NtryDtls>")
    )
    assert (line.amount_pence, line.batch) == (1000, "")


def test_the_single_detail_does_not_change_what_was_booked():
    (line,) = lines(entry("10.00", more=f"<NtryDtls>{detail('11.00')}</NtryDtls>"))
    assert line.amount_pence == 1000


@pytest.mark.parametrize("status", ["<Sts>PDNG</Sts>", "<Sts><Cd>PDNG</Cd></Sts>", "<Sts><Cd>FUTR</Cd></Sts>"])
def test_entries_not_booked_are_kept_aside(status):
    (one,) = camt053.read(document(statement(balance("OPBD", "5"), balance("CLBD", "5"), entry(status=status))))
    assert (len(one.lines), len(one.pending), one.proof) == (0, 1, Proof.PROVED)


@pytest.mark.parametrize("sum", ["1.005", "abc", "", "-1.00", "1,000.00", "1,000", "10,00", "1e3", "∞", "9" * 40])
def test_a_sum_that_is_no_sum_is_refused(sum):
    with pytest.raises(FileMalformed, match="Line 1 "):
        lines(entry(sum))


def test_noughts_after_the_pence_do_no_harm():
    assert lines(entry("8.85000"))[0].amount_pence == 885


@pytest.mark.parametrize("way", ["", "CREDIT", "crdt"])
def test_a_direction_that_is_neither_is_refused(way):
    with pytest.raises(FileMalformed, match="neither CRDT nor DBIT"):
        lines(entry(way=way))


@pytest.mark.parametrize("day", ["2026-02-31", "31/01/2026", "2026-1-1", "soon"])
def test_a_day_that_is_no_day_is_refused(day):
    with pytest.raises(FileMalformed):
        lines(entry(day=f"<BookgDt><Dt>{day}</Dt></BookgDt>"))


def test_the_value_day_stands_in_for_a_missing_booking_day():
    (line,) = lines(entry(day="<ValDt><DtTm>2026-11-18T00:00:00+00:00</DtTm></ValDt>"))
    assert (line.booked_on.day, line.value_on.day) == (18, 18)


def test_an_entry_without_any_day_is_refused():
    with pytest.raises(FileMalformed, match="no date"):
        lines(entry(day=""))


def test_an_entry_in_another_currency_than_its_account_is_refused():
    with pytest.raises(FileMalformed, match="the entry is in EUR but the account is in GBP"):
        lines(entry(currency="EUR"))


def test_a_balance_in_another_currency_proves_nothing():
    (one,) = camt053.read(document(statement(balance("OPBD", "5"), balance("CLBD", "99", "SEK"), entry())))
    assert (one.closing_pence, one.proof) == (None, Proof.UNPROVABLE)


@pytest.mark.parametrize(
    ("group", "count", "sum"),
    [("TtlNtries", 3, "13"), ("TtlNtries", 2, "14"), ("TtlCdtNtries", 2, "10"), ("TtlDbtNtries", 1, "4")],
)
def test_the_banks_own_counts_and_sums_must_agree(group, count, sum):
    totals = f"<TxsSummry><{group}><NbOfNtries>{count}</NbOfNtries><Sum>{sum}</Sum></{group}></TxsSummry>"
    with pytest.raises(TotalsDisagree):
        lines(totals, entry("10"), entry("3", "DBIT"))


def test_the_banks_totals_may_count_what_is_pending():
    totals = "<TxsSummry><TtlNtries><NbOfNtries>2</NbOfNtries><Sum>13.00</Sum></TtlNtries></TxsSummry>"
    assert len(lines(totals, entry("10"), entry("3", status="<Sts>PDNG</Sts>"))) == 1


def test_each_statement_of_an_account_opens_where_the_one_before_closes():
    monday = statement(balance("OPBD", "5"), balance("CLBD", "15"), entry(), name="MON")
    tuesday = statement(balance("OPBD", "15"), balance("CLBD", "25"), entry(), name="TUE")
    wednesday = statement(balance("OPBD", "25"), balance("CLBD", "35"), entry(), name="WED")
    assert len(camt053.read(document(monday, tuesday, wednesday))) == 3
    assert len(camt053.read(document(wednesday, tuesday, monday))) == 3
    with pytest.raises(StatementsDoNotFollow, match=r"MON closes at 15\.00 but WED opens at 25\.00"):
        camt053.read(document(monday, wednesday))


def test_the_payer_is_found_in_every_version():
    parties = "<RltdPties><Dbtr>{}</Dbtr><DbtrAcct><Id><Othr><Id>00112266778899</Id></Othr></Id></DbtrAcct></RltdPties>"
    for party in ("<Nm>OYSTER</Nm>", "<Pty><Nm>OYSTER</Nm></Pty>"):
        (line,) = lines(entry(more=f"<NtryDtls>{detail('10', more=parties.format(party))}</NtryDtls>"))
        assert (line.payer_name, line.payer_sort_code, line.payer_account_number) == ("OYSTER", "001122", "66778899")


def test_references_are_gathered_once_each_and_notprovided_is_nothing():
    refs = "<Refs><InstrId>NOTPROVIDED</InstrId><EndToEndId>AT1</EndToEndId><MndtId>EX2</MndtId></Refs>"
    creditors, documents = "<CdtrRefInf><Ref>AT1</Ref></CdtrRefInf>", "<RfrdDocInf><Nb>INV3</Nb></RfrdDocInf>"
    remittance = f"<RmtInf><Strd>{creditors}</Strd><Strd>{documents}</Strd></RmtInf>"
    (line,) = lines(entry(more=f"<NtryDtls>{detail('10', more=refs + remittance)}</NtryDtls>"))
    assert line.references == ("AT1", "INV3", "EX2")


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE Document [<!ENTITY a "aaaa">]>',
        '<!DOCTYPE Document SYSTEM "http://example.org/x.dtd">',
        '<!DOCTYPE Document [<!ENTITY secret SYSTEM "file:///etc/passwd">]>',
        "<!DOCTYPE Document>",
    ],
)
def test_document_types_and_entities_are_refused(prolog):
    with pytest.raises(HostileXml):
        camt053.read(b"<?xml version='1.0'?>" + prolog.encode() + document(statement(entry())))


def test_an_entity_nobody_declared_is_refused():
    with pytest.raises(FileRefused):
        lines(entry(more="<AddtlNtryInf>&secret;</AddtlNtryInf>"))


def test_deep_and_huge_xml_is_refused():
    with pytest.raises(FileRefused):
        camt053.read(b"<Document><BkToCstmrStmt>" + b"<a>" * 100_000)
    with pytest.raises(FileRefused):
        lines(entry(more="<AddtlNtryInf>" + "A" * 11_000_000 + "</AddtlNtryInf>"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_the_prolog_names_the_encoding(encoding):
    named = encoding.removesuffix("-sig").replace("latin-1", "iso-8859-1").replace("cp1252", "windows-1252")
    text = document(statement(entry(more="<AddtlNtryInf>CAFÉ</AddtlNtryInf>"))).decode()
    (one,) = camt053.read(f"<?xml version='1.0' encoding='{named}'?>{text}".encode(encoding))
    assert one.lines[0].narrative == ("CAFÉ",)


def test_source_lines_are_right_beyond_sixty_five_thousand():
    content = document(statement("\n" * 70_000, entry()))
    assert camt053.read(content)[0].lines[0].source_line == 70_001


def test_a_file_without_a_statement_is_refused():
    with pytest.raises(FileMalformed, match="no statement"):
        camt053.read(document())


def test_reports_during_the_day_are_marked():
    content = document(statement(entry(day="")))
    for message, report, name in (
        (b"BkToCstmrAcctRpt", b"Rpt", "camt.052"),
        (b"BkToCstmrDbtCdtNtfctn", b"Ntfctn", "camt.054"),
    ):
        given = content.replace(b"BkToCstmrStmt", message).replace(b"Stmt>", report + b">")
        given = given.replace(b"</Id><Acct>", b"</Id><CreDtTm>2026-11-16T12:00:00</CreDtTm><Acct>", 1)
        (one,) = camt053.read(given)
        assert (one.format, one.intraday, one.proof, one.lines[0].booked_on.day) == (name, True, Proof.UNPROVABLE, 16)
