"""Pages for staff, in the GOV.UK design: each parses, reads the clock and the actor, makes one call, shows the answer.

Words: page (a view that names its permission), section (a place in the top row), piece (what renders itself).
`components` alone knows the markup; `doors` marks every page; one folder a room. Leans on every room below.
"""
