"""Roles and what each may do. A permission is a verb's name, or `see_…` for pages that only show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """A role's name as people read it, and the verbs it allows.

    People `of_a_service` belong to one service or several, and see only what is theirs.
    """

    name: str
    may: frozenset[str]
    of_a_service: bool = False


_SEE = frozenset(
    {
        "see_customers",
        "see_invoices",
        "see_receipts",
        "see_reports",
        "see_runs",
        "see_council",
        "see_letters",
        "see_mandates",
        "see_interest",
        "see_arrangements",
    }
)
_BANK = frozenset({"see_bank_details"})  # others see the last four digits
_CHECK = frozenset({"check_books", "seal_runs"})
_RECONCILE = frozenset({"prepare_month_end", "review_month_end", "follow_up_outstanding"})
_MERGE = frozenset({"find_duplicates", "tell_apart", "put_off_pair", "merge_customers", "unmerge_customers"})
_LINK = frozenset({"link_customers", "unlink_customers", "link_account", "unlink_account", "tell_balance"})
_CUSTOMERS = frozenset(
    {
        "add_customer",
        "change_customer",
        "add_address",
        "end_address",
        "add_contact",
        "end_contact",
        "choose_delivery",
        "add_member",
        "end_member",
        "raise_flag",
        "end_flag",
        "place_hold",
        "release_hold",
        "add_representative",
        "choose_representative_delivery",
        "end_representative",
        "record_call",
        "record_exchange",
        "add_standing_order",
        "end_standing_order",
    }
)
_VIEWS = frozenset({"grant_view", "withdraw_view", "see_views"})
_BILL = frozenset(
    {
        "raise_invoices",
        "print_invoices",
        "raise_one_off",
        "attach_document",
        "preview_invoices",
        "release_flagged",
        "issue_previewed",
        "add_schedule",
        "change_schedule",
        "end_schedule",
        "preview_schedules",
        "bill_schedules",
        "assess_care",
        "share_care",
        "request_late_billing",
        "request_backdating",
        "import_care",
        "preview_care",
        "bill_care",
        "credit_care",
    }
)
_BIRTHS = frozenset({"see_birth_dates", "record_birth_date"})  # others see that one is held
_FEES = frozenset({"set_fee", "import_fees", "set_gate_rule", "add_term"})
_PRINT = frozenset({"print_statement", "print_statements"})
_SEND = frozenset(
    {
        "prepare_letters",
        "dispatch_letters",
        "release_document",
        "void_document",
        "settle_document",
        "record_bounce",
        "record_returned_mail",
        "export_documents",
        "ask_notify",
        "hear_from_notify",
        "send_letter",
        "send_text",
    }
)
_COPIES = frozenset({"reprint_document"})  # a letter as it was sent
_WRITE = frozenset({"write_template"})
_LETTERS = frozenset({"approve_template", "purge_copies"})
_RECEIVE = frozenset(
    {
        "import_statement",
        "import_remittance",
        "write_remittance_profile",
        "approve_remittance_profile",
        "allocate_receipts",
        "accept_candidate",
        "accept_certain",
        "place_receipt",
        "hold_receipt",
        "undo_placement",
        "undo_placements",
        "measure_matching",
        "propose_payer_rules",
        "assign_receipt",
        "note_receipt",
        "ask_service",
        "answer_service",
        "transfer_credit",
        "move_payment",
        "undo_transfer",
        "repair_placements",
    }
)
_TAKINGS = frozenset(
    {
        "bank_cheques",
        "return_unpaid",
        "take_cash",
        "cash_up",
        "authorise_cash_up",
        "refuse_cash_up",
        "write_file_profile",
        "approve_file_profile",
        "import_payment_file",
        "write_fund",
        "approve_fund",
        "place_in_fund",
        "undo_fund_placement",
        "write_fund_file",
        "answer_fund_file",
        "see_alerts",
        "acknowledge_alert",
    }
)
_RETURNS = frozenset({"fill_cash_return", "authorise_cash_return", "refuse_cash_return"})
_CARDS = frozenset(
    {
        "start_card_payment",
        "make_payment_link",
        "send_payment_link",
        "ask_govuk_pay",
        "take_govuk_pay_webhook",
        "settle_card_payments",
        "ask_card_disputes",
        "import_card_settlement",
    }
)
_MANDATES = frozenset(
    {
        "set_up_mandate",
        "invite_payer",
        "accept_invitation",
        "change_mandate_bank",
        "transfer_mandate",
        "suspend_mandate",
        "resume_mandate",
        "cancel_mandate",
        "choose_what_it_pays",
        "set_collection_plan",
        "notify_collections",
        "dormant_mandates",
    }
)
_COLLECT = frozenset(
    {
        "collect",
        "discard_collection",
        "write_bacs_file",
        "lodge_mandates",
        "apply_bacs_report",
        "settle_advice",
        "log_claim",
        "make_evidence_pack",
        "challenge_claim",
        "win_claim",
        "settle_claims",
        "send_to_gocardless",
        "ask_gocardless",
        "take_gocardless_webhook",
    }
)
_RELEASE = frozenset({"release_collection", "withdraw_collection"})
_ASK_REFUND = frozenset({"see_refunds", "request_refund", "set_off_credit", "raise_concern"})
_REFUND = frozenset(
    {
        "cancel_refund",
        "choose_refunds",
        "release_refunds",
        "discard_refunds",
        "write_refund_file",
        "record_cheque",
        "send_card_refunds",
        "ask_card_refunds",
        "return_refund",
    }
)
_RECOVER = frozenset(
    {
        "see_recovery",
        "propose_reminders",
        "discard_reminders",
        "record_recovery_step",
        "record_claim_reply",
        "supply_claim_documents",
        "give_claim_notice",
        "record_deferred_payment",
        "record_acknowledgement",
    }
)
_REMIND = frozenset({"issue_reminders"})
_CASES = frozenset(
    {
        "set_next_action",
        "work_out_worklists",
        "make_handover_pack",
        "hand_over_case",
        "recall_case",
        "let_case_go_on",
        "watch_agents",
    }
)
_SUPERVISE = frozenset({"reassign_debts", "cover_caseload", "end_caseload_cover"})
_OWNERS = frozenset({"set_team", "set_owner_rule", "import_owner_rules"})
_LADDER = frozenset({"set_recovery_stage", "import_recovery_stages", "set_track_rule", "set_dispute_code"})
_HEAR_DISPUTES = frozenset({"see_disputes", "open_dispute", "assign_dispute", "answer_dispute"})
_SETTLE_DISPUTES = _HEAR_DISPUTES | frozenset({"close_dispute", "chase_disputes", "request_charge_back"})
_COMPLAINTS = frozenset(
    {
        "see_complaints",
        "open_complaint",
        "acknowledge_complaint",
        "decide_complaint",
        "escalate_complaint",
        "record_lesson",
        "finish_lesson",
    }
)
_ANSWER_DISPUTES = frozenset({"see_disputes", "answer_dispute"})
_WRITE_OFF = frozenset({"see_write_offs", "request_write_off", "write_back", "request_late_charges"})
_WRITE_OFF_SMALL = frozenset({"propose_small_write_offs", "request_small_write_offs"})
_ARRANGE = frozenset(
    {
        "agree_arrangement",
        "change_arrangement",
        "cancel_arrangement",
        "review_arrangement",
        "watch_arrangements",
        "record_promise",
        "withdraw_promise",
        "see_households",
        "record_household",
        "refer_to_advice",
        "record_advice_outcome",
    }
)
_CONCERNS = frozenset({"see_concerns", "settle_concern"})  # whoever money laundering is reported to, and nobody else
_SET_UP = frozenset(
    {
        "set_up_council",
        "change_council",
        "set_dated_figure",
        "add_first_figures",
        "set_vat_rate",
        "add_service",
        "change_service",
        "add_bank_account",
        "add_income_account",
        "give_late_account",
        "add_holiday",
        "load_templates",
        "import_modulus_tables",
        "import_guarantee",
        "set_safeguard_rule",
        "set_write_off_reason",
        "import_trigger_figures",
        "set_bank_rate",
    }
)
_PEOPLE = frozenset(
    {
        "see_users",
        "add_user",
        "change_role",
        "assign_services",
        "disable_user",
        "enable_user",
        "reset_password",
        "make_api_key",
        "end_api_key",
    }
)
_LIMITS = frozenset({"set_limit", "end_limit", "take_in_limits"})
_COVER = frozenset({"arrange_cover", "end_cover"})
_ASK = frozenset({"see_requests", "withdraw_request", "answer_request", "attach_evidence", "request_credit_note"})
_SELF_SERVICE = frozenset({"request_customer", "request_invoice", "answer_service"})
_PUT_RIGHT = frozenset({"request_rebill", "request_debit_adjustment"})
_DECIDE = frozenset({"see_requests", "decide_request"}) | _COVER
_ASSISTANT = (
    _SEE
    | _CUSTOMERS
    | _MANDATES
    | _LINK
    | _MERGE
    | _BILL
    | _BIRTHS
    | _PRINT
    | _SEND
    | _COPIES
    | _ASK
    | _PUT_RIGHT
    | _ASK_REFUND
    | _HEAR_DISPUTES
)
_OFFICER = (
    _ASSISTANT
    | _BANK
    | _CHECK
    | _RECONCILE
    | _WRITE
    | _RECEIVE
    | _TAKINGS
    | _RETURNS
    | _CARDS
    | _COLLECT
    | _RELEASE
    | _REFUND
    | _WRITE_OFF
    | _WRITE_OFF_SMALL
    | _DECIDE
    | _RECOVER
    | _CASES
    | _SETTLE_DISPUTES
    | _COMPLAINTS
    | _ARRANGE
)
_SENIOR = _OFFICER | _REMIND | _SUPERVISE  # what each may decide is the council's to say, in its limits
_MANAGER = (
    _SENIOR
    | _VIEWS
    | _LETTERS
    | _SET_UP
    | _FEES
    | _LADDER
    | _OWNERS
    | frozenset({"decide_payer_rule", "end_payer_rule", "expect_file", "reopen_month_end"})
)

ROLES = {
    "assistant": Role("Income assistant", _ASSISTANT),
    "officer": Role("Income officer", _OFFICER),
    "senior": Role("Senior income officer", _SENIOR),
    "collections": Role(
        "Collections officer",
        _SEE
        | _CUSTOMERS
        | _PRINT
        | _COPIES
        | _ASK
        | _RECOVER
        | _CASES
        | _WRITE_OFF
        | _SETTLE_DISPUTES
        | _COMPLAINTS
        | _ARRANGE,
    ),
    "manager": Role("Team manager", _MANAGER),
    "ar_manager": Role("Accounts receivable manager", _MANAGER),
    "finance_director": Role(
        "Finance director",
        _SEE
        | _BANK
        | _CHECK
        | _DECIDE
        | _CONCERNS
        | frozenset({"see_refunds", "see_write_offs", "see_alerts", "see_recovery", "see_disputes", "see_complaints"}),
    ),
    "requester": Role(
        "Service requester",
        _ASK | _SELF_SERVICE | _ANSWER_DISPUTES | frozenset({"fill_cash_return"}),
        of_a_service=True,
    ),
    "approver": Role(
        "Service approver", _ASK | _SELF_SERVICE | _ANSWER_DISPUTES | _DECIDE | _RETURNS, of_a_service=True
    ),
    "auditor": Role(
        "Auditor",
        _SEE
        | _BANK
        | _CHECK
        | frozenset(
            {
                "see_users",
                "see_requests",
                "see_views",
                "see_refunds",
                "see_write_offs",
                "see_alerts",
                "see_recovery",
                "see_disputes",
                "see_complaints",
            }
        ),
    ),
    "messenger": Role("GOV.UK Notify", frozenset({"hear_from_notify", "record_returned_mail", "raise_flag"})),
    "administrator": Role(
        "Administrator", _SEE | _CHECK | _SET_UP | _PEOPLE | _LIMITS | _COVER | _FEES | _LADDER | _OWNERS
    ),
}


@dataclass(frozen=True)
class Separation:
    """Two kinds of work that no one person should hold: what each is called, and the verbs that make it up.

    Where the other is to decide requests, `acts` are those it is about: a role holds it when a limit names it for one.
    """

    one: str
    one_verbs: frozenset[str]
    other: str
    other_verbs: frozenset[str]
    acts: frozenset[str] = frozenset()

    def is_broken_by(self, may: frozenset[str], decides: frozenset[str]) -> bool:
        """Whether somebody with these permissions, who decides requests for these acts, holds both."""
        holds_other = may & self.other_verbs and (not self.acts or self.acts & decides)
        return bool(may & self.one_verbs and holds_other)


_TRANSACT = _BILL | _RECEIVE | _TAKINGS | _CUSTOMERS | _ASK | _SELF_SERVICE | frozenset({"decide_request"})
SEPARATIONS = (
    Separation(
        "raise invoices",
        frozenset({"raise_invoices"}),
        "approve credits",
        frozenset({"decide_request"}),
        acts=frozenset({"credit_note", "rebill", "charge_back", "write_off", "small_write_off"}),
    ),
    Separation(
        "place receipts",
        frozenset({"place_receipt"}),
        "approve refunds",
        frozenset({"decide_request"}),
        acts=frozenset({"refund"}),
    ),
    Separation("set limits", _LIMITS, "decide by them", frozenset({"decide_request"})),
    Separation("manage users", _PEOPLE - {"see_users"}, "transact", _TRANSACT),
)
"""What must be kept apart, as auditors ask it (see docs/user/approvals.md)."""
