from django.apps import AppConfig


class CasesRoom(AppConfig):
    name = "piperoll.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the calls of the log stand in the evidence about a claim, and agents hear what they must."""
        from piperoll.cases import agents, calls, notices  # models are loaded now

        calls.register()
        notices.register()
        agents.register()
