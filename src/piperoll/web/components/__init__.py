"""The only place that knows GOV.UK markup: pieces that render themselves, form templates, template tags.

A view builds a piece (`Table`, `Summary`, `Timeline`, `Bars`, `Pages`…); its template says where it stands, as
`{{ invoices }}`.
"""
