"""Recovery: reminders proposed and issued, and where one account stands."""
