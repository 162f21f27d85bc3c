from django.apps import AppConfig


class GocardlessRoom(AppConfig):
    name = "piperoll.gocardless"
    label = "gocardless"
    default_auto_field = "django.db.models.BigAutoField"
