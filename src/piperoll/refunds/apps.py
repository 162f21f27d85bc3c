from django.apps import AppConfig


class RefundsRoom(AppConfig):
    name = "piperoll.refunds"
    label = "refunds"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known how an approved refund is carried out, its letter, and what Bacs says of it."""
        from piperoll.refunds import acts, letters, returns  # models are loaded now

        acts.register()
        letters.register()
        returns.register()
