from django.apps import AppConfig


class DirectDebitRoom(AppConfig):
    name = "piperoll.direct_debit"
    label = "direct_debit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make this room's letters known to dispatch, and its controls to whoever checks the books."""
        from piperoll.direct_debit import controls, letters  # models are loaded now

        letters.register()
        controls.register()
