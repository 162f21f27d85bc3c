from django.apps import AppConfig


class BillingRoom(AppConfig):
    name = "piperoll.billing"
    label = "billing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known how approved requests for this room's acts are carried out."""
        from piperoll.billing import acts  # models are loaded now

        acts.register()
