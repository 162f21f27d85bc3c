"""What everything stands on: pure Python, no database, no clock.

Words: pence, check digit, refusal, actor, working day. Each file is one idea; nothing here imports
anything of ours above it.
"""
