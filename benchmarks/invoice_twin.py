"""The bill of `invoice.typ` as HTML for WeasyPrint: the same words, tables, zones, fonts and QR code, as tagged PDF/UA.

A twin to race against, not to send: it is laid out as near as CSS comes, and nobody keeps it in step by eye.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from html import escape
from typing import Any

from piperoll.documents.rendering.drawable import font_folders

CSS = """
@font-face { font-family: 'Public Sans'; font-weight: 100 900; src: url('FONT') }
@page { size: A4; margin: 20mm 15mm 14mm; @bottom-left { content: string(running); font-size: 8.5pt; color: #505a5f }
        @bottom-right { content: 'Page ' counter(page) ' of ' counter(pages); font-size: 8.5pt; color: #505a5f } }
body { font: 10pt/1.2 'Public Sans'; margin: 0 }
.running { string-set: running content(); position: absolute; font-size: 0 }
.masthead { position: absolute; top: -13mm; left: 0; width: 110mm; font-size: 20pt; font-weight: 700; padding-left: 3.5mm;
            border-left: 4pt solid COLOUR }
.masthead svg { height: 20mm }
.window { position: absolute; top: 19.5mm; left: 9.6mm; width: 95.4mm; height: 26.8mm }
.contact { position: absolute; top: 10mm; left: 110mm; width: 70mm; font-size: 9pt }
dl { display: grid; grid-template-columns: 20mm 1fr; gap: .4mm 1mm; margin: 1mm 0 } dt { color: #505a5f } dd { margin: 0 }
h1 { font-size: 22pt; margin: 74mm 0 2mm } h2 { font-size: 11.5pt; margin: 2mm 0 1mm } h3 { font-size: 9pt; margin: 2mm 0 1mm }
.key { width: 100%; background: #f3f2f1; border-left: 4pt solid COLOUR; text-align: left } .key th { font-weight: 400; color: #505a5f }
.key td { font-weight: 600 } .key td:first-child { font-size: 17pt; font-weight: 700 }
.ruled { width: 100%; border-collapse: collapse; font-size: 9pt; margin-top: 3mm } .ruled th { border-bottom: 1pt solid; font-weight: 600 }
.ruled td { border-bottom: .5pt solid #b1b4b6 } .ruled td, .ruled th { padding: 1.7mm 1.4mm; text-align: right }
.ruled td:first-child, .ruled th:first-child { text-align: left }
.side { display: grid; grid-template-columns: 1fr 62mm; gap: 12mm } .three { display: grid; grid-template-columns: 66mm 1fr 1fr; gap: 6mm }
p { margin: 1.5mm 0 } .quieter { font-size: 9pt; break-inside: avoid } .dd { border-left: 4pt solid COLOUR; padding-left: 4mm }
.slip { break-inside: avoid; border-top: .7pt dashed #505a5f; margin-top: 2mm } .slip small { color: #505a5f; display: block }
.slip .cells { display: grid; grid-template-columns: 1fr 1fr 1fr 24mm; gap: 1mm 4mm; font-weight: 600 } .slip img { width: 18mm; height: 18mm }
"""


def html(d: dict[str, Any]) -> str:
    """The page for one bill's `print_data`."""
    council = d["council"]
    css = CSS.replace("FONT", _font()).replace("COLOUR", council["colour"])
    reach = [("Phone", "phone"), ("Email", "email"), ("Website", "website"), ("Open", "opening_hours")]
    qr_code = (
        f"<img alt='QR code' src='data:image/svg+xml;base64,{b64encode(d['qr_code'].encode()).decode()}'>"
        if d["qr_code"]
        else ""
    )
    lines = [
        [line[k] for k in ("description", "quantity", "unit_price", "net", "code", "vat", "gross")]
        for line in d["lines"]
    ]
    rates = [[t[k] for k in ("code", "label", "rate", "net", "vat")] for t in d["vat_totals"]]
    slip = [
        ("Payment reference", d["payment_reference"]),
        ("Amount to pay", d["gross"]),
        ("Pay by", d["due"]["by"]),
        ("Name", d["recipient"][0]),
        ("Invoice number", d["number"]),
        ("Cheque payable to", council["account_name"]),
    ]
    bank = [(w.replace("_", " ").capitalize(), council[w]) for w in ("sort_code", "account_number", "account_name")]
    return f"""<html lang=en-GB><head><title>{escape(d["title"])}</title><style>{css}</style></head><body>
<div class=running>{escape(council["name"])} · {d["kind"]} {d["number"]}</div>
<div class=masthead>{council["crest"] or ""}{escape(council["name"])}</div>
<div class=window>{"<br>".join(map(escape, d["recipient"]))}</div>
<div class=contact>{"<br>".join(map(escape, council["address"]))}{_pairs([(w, council[k]) for w, k in reach if council[k]])}<hr>{_pairs(d["facts"])}</div>
<h1>{d["kind"]}</h1>
<table class=key><thead><tr><th>Amount to pay<th>Pay by<th>Invoice number<th>Payment reference</thead>
<tr><td>{d["gross"]}<td>{d["due"]["by"]}<td>{d["number"]}<td>{d["payment_reference"]}</table>
{_table(["Description", "Quantity", "Unit price", "Net", "VAT rate", "VAT", "Total"], lines)}
<div class=side>{_table(["Code", "VAT summary", "Rate", "Net", "VAT"], rates)}
{_pairs([("Total before VAT", d["net"]), ("VAT", d["vat"]), ("Total to pay", d["gross"])])}</div>
<div class=quieter><h2>How to pay</h2><div class=dd><h3>Direct Debit: the easy way</h3><p>Set it up once and each bill is paid on
time, without a date to remember. Your money is protected by the Direct Debit Guarantee. To set it up, call {council["phone"]}. It
will show on your bank statement as {escape(council["name"])}, service user number {council["service_user_number"]}.</div>
<div class=three><div><h3>Bank transfer</h3>{_pairs([*bank, ("Reference", d["payment_reference"])])}</div>
<div><h3>Online</h3>Go to <b>{council["pay_online_at"]}</b> and enter reference {d["payment_reference"]}.<h3>Phone</h3>Call
<b>{council["phone"]}</b> with your card ready.</div><div><h3>Post</h3>Send a cheque made out to {escape(council["account_name"])}
with the slip below. Please do not post cash.</div></div></div>
<div class=quieter><h2>If you cannot pay</h2>{_paragraphs(d["help"])}</div><div class=quieter>{_paragraphs(d["terms"])}</div>
<div class=slip><small>Cut here and send this slip with your cheque to {escape(council["name"])}, {escape(", ".join(council["address"]))}</small>
<h2>Payment slip</h2><div class=cells>{"".join(f"<div><small>{a}</small>{escape(b)}</div>" for a, b in slip)}{qr_code}</div></div></body></html>"""


def size_of_pdf(page: str) -> int:
    """The bytes that WeasyPrint makes of it; this module needs no council, so that any process can load it."""
    from weasyprint import HTML

    pdf = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    assert pdf is not None
    return len(pdf)


@cache
def _font() -> str:
    return (font_folders()[0] / "PublicSans[wght].ttf").as_uri()


def _pairs(pairs: list[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{escape(a)}<dd>{escape(b)}" for a, b in pairs) + "</dl>"


def _table(heads: list[str], rows: list[list[str]]) -> str:
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}" for cell in row) for row in rows)
    return f"<table class=ruled><thead><tr>{''.join(f'<th>{head}' for head in heads)}</thead>{body}</table>"


def _paragraphs(parts: list[str]) -> str:
    return "".join(f"<p>{escape(part)}" for part in parts)
