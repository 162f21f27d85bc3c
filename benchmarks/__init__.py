"""How fast, beside what: every figure a ratio measured in one run, against PostgreSQL itself or a peer.

`./piperoll bench` runs them in a council of their own called `bench`; `./piperoll bench NAME --size N` runs one.
"""
