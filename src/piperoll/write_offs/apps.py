from django.apps import AppConfig


class WriteOffsRoom(AppConfig):
    name = "piperoll.write_offs"
    label = "write_offs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known how approved write-offs are carried out."""
        from piperoll.write_offs import acts  # models are loaded now

        acts.register()
