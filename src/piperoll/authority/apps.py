from django.apps import AppConfig


class AuthorityRoom(AppConfig):
    name = "piperoll.authority"
    label = "authority"
    default_auto_field = "django.db.models.BigAutoField"
