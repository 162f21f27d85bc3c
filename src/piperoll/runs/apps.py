from django.apps import AppConfig


class RunsRoom(AppConfig):
    name = "piperoll.runs"
    label = "runs"
    default_auto_field = "django.db.models.BigAutoField"
