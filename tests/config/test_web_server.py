"""A port is taken before anything slow begins, or refused in a sentence."""

from __future__ import annotations

import socket

import pytest

from piperoll.config import web_server


def test_a_port_of_its_own_choosing_is_told() -> None:
    url = web_server.hold("127.0.0.1", 0).url
    assert url.startswith("http://127.0.0.1:")
    assert int(url.rpartition(":")[2]) > 0


def test_a_taken_port_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as another:
        port = another.getsockname()[1]
        with pytest.raises(web_server.PortTaken, match=f"Port {port} of 127.0.0.1 is taken .* --port {port + 1}"):
            web_server.hold("127.0.0.1", port)


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 65536), ("127.0.0.1", -1), ("no such host", 8000)])
def test_what_is_no_port_or_address_is_refused(host: str, port: int) -> None:
    with pytest.raises(web_server.CannotListen, match=f"cannot listen on port {port} of {host}"):
        web_server.hold(host, port)
