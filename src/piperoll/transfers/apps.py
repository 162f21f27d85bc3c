from django.apps import AppConfig


class TransfersRoom(AppConfig):
    name = "piperoll.transfers"
    label = "transfers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known how an approved transfer is carried out."""
        from piperoll.transfers import acts  # models are loaded now

        acts.register()
