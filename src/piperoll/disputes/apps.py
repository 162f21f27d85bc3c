from django.apps import AppConfig


class DisputesRoom(AppConfig):
    name = "piperoll.disputes"
    label = "disputes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the letters known to dispatch."""
        from piperoll.disputes import complaint_letters, letters  # models are loaded now

        letters.register()
        complaint_letters.register()
