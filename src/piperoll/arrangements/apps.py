from django.apps import AppConfig


class ArrangementsRoom(AppConfig):
    name = "piperoll.arrangements"
    label = "arrangements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known how approved arrangements are carried out, and the letters."""
        from piperoll.arrangements import acts, letters  # models are loaded now

        acts.register()
        letters.register()
