"""The web server behind `piperoll serve` and `piperoll demo`: waitress, bound before anything slow is begun."""

from __future__ import annotations

import errno
import signal
from typing import Any

import waitress

from piperoll.foundations.refusals import Refused

THREADS = 8
_HIGHEST_PORT = 65535


class PortTaken(Refused):
    """Port {port} of {host} is taken by another program. Stop that one, or choose another:  --port {another}"""


class CannotListen(Refused):
    """Piperoll cannot listen on port {port} of {host}: {why}."""


class Doorway:
    """A port held open for the web application. `url` is where people find it."""

    def __init__(self, server: Any, host: str) -> None:
        self._server = server
        shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104
        port = server.effective_port if hasattr(server, "effective_port") else server.effective_listen[0][1]
        self.url = f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"

    def serve(self) -> None:
        """Answer requests until Ctrl+C or SIGTERM."""
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        self._server.run()


def hold(host: str, port: int) -> Doorway:
    """Take the port now. Raises PortTaken, CannotListen. Django must be set up."""
    if not 0 <= port <= _HIGHEST_PORT:
        raise CannotListen(host=host, port=port, why=f"ports go up to {_HIGHEST_PORT}")
    from piperoll.config.wsgi import application

    try:
        server = waitress.create_server(application, host=host, port=port, threads=THREADS, ident=None)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(host=host, port=port, another=port + 1 if port < _HIGHEST_PORT else 8000) from None
        raise CannotListen(host=host, port=port, why=error.strerror or error) from None
    except ValueError as error:
        raise CannotListen(host=host, port=port, why=str(error).rstrip(".")) from None
    return Doorway(server, host)
