from django.apps import AppConfig


class RecoveryRoom(AppConfig):
    name = "piperoll.recovery"
    label = "recovery"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the reminder known to dispatch, and issuing reminders to authority."""
        from piperoll.recovery import approval, claim_letters, letters  # models are loaded now

        letters.register()
        claim_letters.register()
        approval.register()
