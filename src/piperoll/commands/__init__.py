"""One command a verb: parse, make one call, print. `door.py` lets them in; every module with a `run` is a command.

A command's docstring is its help. It may say `GROUP`, `NEEDS_DATABASE` (True unless told) and `NEEDS_ACTOR` (False
unless told), and has `arguments(parser)` and `run(options) -> Answer`.
"""
