from django.apps import AppConfig


class InterestRoom(AppConfig):
    name = "piperoll.interest"
    label = "interest"
    default_auto_field = "django.db.models.BigAutoField"
