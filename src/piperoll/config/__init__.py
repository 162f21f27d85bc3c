"""How one process is put together: its environment, its council, its database, its settings.

Words: home (the folder of this clone's state), council, embedded PostgreSQL, key file, owner role, application role.
"""
