from django.apps import AppConfig


class SafeguardsRoom(AppConfig):
    name = "piperoll.safeguards"
    label = "safeguards"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have whom somebody protected joins protected with them."""
        from piperoll.safeguards import protected_together  # models are loaded now

        protected_together.register()
