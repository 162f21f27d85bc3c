from django.apps import AppConfig


class ArrangementsRoom(AppConfig):
    name = "piperoll.arrangements"
    label = "arrangements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known how approved arrangements are carried out, the letters, and for which days debts are frozen."""
        from piperoll.arrangements import acts, freezing, letters  # models are loaded now

        acts.register()
        freezing.register()
        letters.register()
