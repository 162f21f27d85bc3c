from django.apps import AppConfig


class InterestRoom(AppConfig):
    name = "piperoll.interest"
    label = "interest"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known how approved late charges are carried out."""
        from piperoll.interest import acts  # models are loaded now

        acts.register()
