from django.apps import AppConfig


class CouncilRoom(AppConfig):
    name = "piperoll.council"
    label = "council"
    default_auto_field = "django.db.models.BigAutoField"
