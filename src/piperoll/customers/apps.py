from django.apps import AppConfig


class CustomersRoom(AppConfig):
    name = "piperoll.customers"
    label = "customers"
    default_auto_field = "django.db.models.BigAutoField"
