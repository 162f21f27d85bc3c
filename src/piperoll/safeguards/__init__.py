"""Who must be protected, from what, and who hears instead: flags, holds, representatives, and the rules they wake.

Words: flag (something true of a customer that changes what we may do: vulnerable, deceased, gone away, insolvent,
minor, restricted), hold (work on a customer or one invoice paused until a day), act (what we may or may not do: bill,
send a reminder, telephone…), rule (flag or hold × act: allow, bar or route), representative (somebody who acts for a
customer), route (who hears, where and how), call (somebody got in touch: who, how they answered, whether they may be
told), grant (leave to see a restricted record). Verbs: raise_flag, end_flag, place_hold, release_hold,
add_representative, end_representative, record_call, set_safeguard_rule. Every room above asks `answers.may_i` for one
customer and the SQL
function `safeguards_bar` for many; `routing.route` says who hears. Leans on customers, authority, runs, database.
"""
