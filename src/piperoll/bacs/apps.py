from django.apps import AppConfig


class BacsRoom(AppConfig):
    name = "piperoll.bacs"
    label = "bacs"
    default_auto_field = "django.db.models.BigAutoField"
