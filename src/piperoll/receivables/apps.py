from django.apps import AppConfig


class ReceivablesRoom(AppConfig):
    name = "piperoll.receivables"
    label = "receivables"
    default_auto_field = "django.db.models.BigAutoField"
