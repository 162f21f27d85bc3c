"""Who may do what to which table, applied by the owner after every migration.

The application's role reads and adds everywhere, changes and deletes only where a table is not append-only. A model
says so with `append_only = True`; a trigger stands behind the privilege as the belt, so that not even the owner edits
by accident.
"""

from __future__ import annotations

from django.apps import apps
from django.conf import settings
from django.db import connections, models, transaction
from psycopg import sql


def append_only_tables() -> list[str]:
    """The tables of every model that says `append_only = True`."""
    return sorted(m._meta.db_table for m in apps.get_models() if is_append_only(m))


def is_append_only(model: type[models.Model]) -> bool:
    """Whether rows of this model are only ever added."""
    return bool(getattr(model, "append_only", False))


def apply() -> None:
    """Grant the application's role what it needs on alias `owner`, and put the append-only belt on."""
    application = sql.Identifier(settings.DATABASES["default"]["USER"])
    owner = connections["owner"]
    with transaction.atomic(using="owner"), owner.cursor() as cursor:
        cursor.execute(_BELT)
        for grant in _GRANTS:
            cursor.execute(sql.SQL(grant).format(app=application))
        names = append_only_tables()
        for name in names:
            table = sql.Identifier(name)
            cursor.execute(sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}").format(table, application))
        cursor.execute(_WITHOUT_BELT, [names])
        for (name,) in cursor.fetchall():
            table = sql.Identifier(name)
            cursor.execute(sql.SQL("DROP TRIGGER IF EXISTS append_only ON {}").format(table))
            cursor.execute(
                sql.SQL(
                    "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {} "
                    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
                ).format(table)
            )


_WITHOUT_BELT = """
SELECT name FROM unnest(%s::text[]) name WHERE NOT EXISTS (
  SELECT FROM pg_trigger t WHERE t.tgrelid = quote_ident(name)::regclass AND t.tgname = 'append_only'
    AND t.tgenabled IN ('O', 'A') AND t.tgfoid = 'refuse_change'::regproc)
ORDER BY name
"""
"""Only these are locked for it: to take a belt off and on again would wait for, or fall foul of, whoever is at work."""


_BELT = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: correct it with a reversing row', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$
"""
_GRANTS = (
    "GRANT USAGE ON SCHEMA public TO {app}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app}",
    "GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {app}",
    "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {app}",
)
