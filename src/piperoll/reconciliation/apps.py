from django.apps import AppConfig


class ReconciliationRoom(AppConfig):
    name = "piperoll.reconciliation"
    label = "reconciliation"
    default_auto_field = "django.db.models.BigAutoField"
