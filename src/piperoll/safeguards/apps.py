from django.apps import AppConfig


class SafeguardsRoom(AppConfig):
    name = "piperoll.safeguards"
    label = "safeguards"
    default_auto_field = "django.db.models.BigAutoField"
