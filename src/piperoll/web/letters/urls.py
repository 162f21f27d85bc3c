"""Addresses of letters."""

from __future__ import annotations

from django.urls import path

from piperoll.web.letters import batches, caught, documents, previewing, retention, statements, templates, writing

urlpatterns = [
    path("letters/", batches.batches, name="letter_batches"),
    path("letters/batches/<int:run>/", batches.batch, name="letter_batch"),
    path("letters/dispatch/", batches.dispatch, name="dispatch_letters"),
    path("letters/print/<str:name>", batches.print_file, name="print_file"),
    path("letters/documents/<int:number>/", documents.document, name="letter_document"),
    path("letters/documents/<int:number>/copy.pdf", documents.copy, name="letter_copy"),
    path("letters/kept/", retention.retention, name="letter_retention"),
    path("letters/caught/", caught.caught, name="caught_emails"),
    path("letters/caught/<str:name>/", caught.caught_email, name="caught_email"),
    path("customers/<str:reference>/letters/", documents.of_customer, name="customer_letters"),
    path("customers/<str:reference>/write/", writing.write, name="write_to_customer"),
    path("invoices/<str:number>/letters/", documents.of_invoice, name="invoice_letters"),
    path("letters/statements/", statements.statements, name="statements_of_account"),
    path("customers/<str:reference>/statements/", statements.of_customer, name="customer_statements"),
    path("statements/<int:statement>/statement.pdf", statements.as_pdf, name="statement_pdf"),
    path("letters/templates/", templates.templates, name="letter_templates"),
    path("letters/templates/new/", templates.new, name="new_letter_template"),
    path("letters/templates/<slug:name>/", templates.template, name="letter_template"),
    path("letters/templates/<slug:name>/write/", templates.write, name="write_template"),
    path("letters/templates/<slug:name>/preview/", previewing.preview, name="preview_template"),
    path("letters/templates/<slug:name>/preview.pdf", previewing.as_pdf, name="preview_template_pdf"),
]
