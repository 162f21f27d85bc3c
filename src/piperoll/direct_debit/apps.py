from django.apps import AppConfig


class DirectDebitRoom(AppConfig):
    name = "piperoll.direct_debit"
    label = "direct_debit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make this room's letters known to dispatch."""
        from piperoll.direct_debit import letters  # models are loaded now

        letters.register()
