from django.apps import AppConfig


class DocumentsRoom(AppConfig):
    name = "piperoll.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
