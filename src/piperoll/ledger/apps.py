from django.apps import AppConfig


class LedgerRoom(AppConfig):
    name = "piperoll.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
