"""The door for other systems: what staff do on pages, as JSON, with the same verbs, permissions and refusals.

A system comes with a key that acts for one member of staff (`make_api_key`), and may do what that person's role allows.
Described by OpenAPI at /api/openapi.json. A refusal is a sentence, as it is everywhere. Leans on the rooms' verbs.
"""
