"""Dispatch: what we send, to whom, how, and what became of it.

Words: document (one invoice, statement, credit note, letter or text for one recipient), message (what an officer wrote
to one customer), turn (how often it was addressed), outbox (where each stands), pulled (must not go now, and why), in
doubt (it may have gone: an officer looks), print file (many letters for the print unit), post room (the folder of
copies, print files and caught emails).
Verbs: prepare_letters, dispatch_letters, send_letter, send_text, release_document, void_document, settle_document,
record_bounce, record_returned_mail, reprint_document, export_documents, ask_notify, hear_from_notify,
purge_copies. Leans on billing,
receivables, receipting, safeguards, documents and what lies below.
"""
