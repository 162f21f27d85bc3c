"""A month of Anytown's banking, day by day: what banks, payers and agents send, and what the office does about it.

Words: evening (how the books stand when a day is done), touch (something a person does, all of them named in
`touches`). Everything else is done by the verbs as a timetable would call them; nothing here reaches past a verb.
"""
