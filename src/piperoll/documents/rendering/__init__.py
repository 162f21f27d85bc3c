"""Turns what a document says into a PDF: pure Python and Typst templates, no database, no clock.

Words: document (what is said), template (how it looks), zone (where Royal Mail's window and GOV.UK Notify let it
stand), gap (something the law wants on a VAT invoice that is not there). `invoice_document` says what an invoice
holds, `rules` what the law asks of it, `print_data` how it is worded, `engine` makes the file.
"""
