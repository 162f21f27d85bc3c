from django.apps import AppConfig


class ReceiptingRoom(AppConfig):
    name = "piperoll.receipting"
    label = "receipting"
    default_auto_field = "django.db.models.BigAutoField"
