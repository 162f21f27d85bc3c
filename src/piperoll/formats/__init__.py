"""Pure codecs: a file's bytes in, plain records out (and back). No database, no clock, no settings.

Words: statement, line, proof, profile. A layout is described once and serves reading and writing. A file that
cannot be trusted is refused whole, with the line and the reason.
"""
