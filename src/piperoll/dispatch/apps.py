from django.apps import AppConfig


class DispatchRoom(AppConfig):
    name = "piperoll.dispatch"
    label = "dispatch"
    default_auto_field = "django.db.models.BigAutoField"
