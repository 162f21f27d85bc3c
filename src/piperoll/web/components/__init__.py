"""The only place that knows GOV.UK markup: pieces that render themselves, form templates, template tags.

A view builds a piece (`Table`, `Summary`, `Timeline`, `Bars`, `Pages`…) and its template only says where it stands: `{{ invoices }}`.
"""
