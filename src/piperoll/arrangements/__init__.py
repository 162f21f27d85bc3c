"""Paying by arrangement: what a customer owes, paid over time; forbearance, no new contract.

Words: an *arrangement* spreads chosen debts of one account over *planned payments*; the debts stay what they are and
when they fell due. What came is read from their allocations, never kept. It is kept, late, in *courtesy* (we wrote and
wait for an answer) or broken; ended it is completed, broken, cancelled or changed. A *promise* is a sum somebody said
would come by a day: kept or broken is read from the money that came. A *household*'s statement says what is affordable.
Verbs:
agree_arrangement, change_arrangement, cancel_arrangement, review_arrangement, watch_arrangements, record_promise,
withdraw_promise, record_household, import_trigger_figures, refer_to_advice, record_advice_outcome. Leans on dispatch,
Direct Debit, standing orders and what lies below; recovery reads what is paused here.
"""
