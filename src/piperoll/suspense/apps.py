from django.apps import AppConfig


class SuspenseRoom(AppConfig):
    name = "piperoll.suspense"
    label = "suspense"
    default_auto_field = "django.db.models.BigAutoField"
