"""Pages for staff, in the GOV.UK design: each door parses, reads the clock and the actor, makes one call and shows the answer.

Words: page (a view that names its permission), section (a place in the top row), piece (a component that renders itself).
`components` alone knows the markup; `doors` marks every page; one folder a room. Leans on every room below.
"""
