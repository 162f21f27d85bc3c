"""Addresses of letters."""

from __future__ import annotations

from django.urls import path

from piperoll.web.letters import previewing, statements, templates

urlpatterns = [
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
