from django.apps import AppConfig


class FundsRoom(AppConfig):
    name = "piperoll.funds"
    label = "funds"
    default_auto_field = "django.db.models.BigAutoField"
