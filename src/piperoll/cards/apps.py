from django.apps import AppConfig


class CardsRoom(AppConfig):
    name = "piperoll.cards"
    label = "cards"
    default_auto_field = "django.db.models.BigAutoField"
