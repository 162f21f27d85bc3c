from django.apps import AppConfig


class TakingsRoom(AppConfig):
    name = "piperoll.takings"
    label = "takings"
    default_auto_field = "django.db.models.BigAutoField"
