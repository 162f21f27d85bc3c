from django.apps import AppConfig


class BillingRoom(AppConfig):
    name = "piperoll.billing"
    label = "billing"
    default_auto_field = "django.db.models.BigAutoField"
