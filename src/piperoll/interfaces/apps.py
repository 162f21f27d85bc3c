from django.apps import AppConfig


class InterfacesRoom(AppConfig):
    name = "piperoll.interfaces"
    label = "interfaces"
    default_auto_field = "django.db.models.BigAutoField"
