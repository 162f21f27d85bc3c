from django.apps import AppConfig


class CardsRoom(AppConfig):
    name = "piperoll.cards"
    label = "cards"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known the letter that brings a link to pay by."""
        from piperoll.cards import letters  # models are loaded now

        letters.register()
