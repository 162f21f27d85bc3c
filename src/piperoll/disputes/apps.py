from django.apps import AppConfig


class DisputesRoom(AppConfig):
    name = "piperoll.disputes"
    label = "disputes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the letters known to dispatch, and the charge-back to authority."""
        from piperoll.disputes import acts, complaint_letters, letters  # models are loaded now

        letters.register()
        complaint_letters.register()
        acts.register()
