"""Who is acting: handed into every verb, so that no verb asks the web, the shell or the clock."""

from __future__ import annotations

from dataclasses import dataclass

from piperoll.foundations.refusals import Refused


class NotPermitted(Refused):
    """{name} may not do this: the role {role} does not allow “{act}”. Ask an administrator."""


@dataclass(frozen=True)
class Actor:
    """A signed-in person and the verbs their role lets them do. `user_id` is their row in `authority`.

    `services` holds the ids of the services whose things they may see; None means every service.
    """

    user_id: int
    username: str
    name: str
    role: str
    may: frozenset[str]
    services: frozenset[int] | None = None

    def must(self, verb: str) -> None:
        """Raise NotPermitted unless the person's role allows the verb."""
        if verb not in self.may:
            raise NotPermitted(name=self.name, act=verb.replace("_", " "), role=self.role)

    def sees_service(self, service_id: int) -> bool:
        """Whether what belongs to a service is theirs to see."""
        return self.services is None or service_id in self.services
