"""What the embedded PostgreSQL is told: safe first (every commit reaches the disk), then quick on a small machine."""

from __future__ import annotations

import os
from pathlib import Path

_MEGABYTE = 1024 * 1024
_ROOMY_SHARED_MEMORY = 1024 * _MEGABYTE


def settings(socket: Path, *, dropped: bool) -> str:
    """The text of `piperoll.conf`. `dropped` says the server runs as a system user rather than as the person."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // _MEGABYTE
    lines = {
        "listen_addresses": "",
        "unix_socket_directories": f'"{socket}"',
        "unix_socket_permissions": "0700",
        "shared_buffers": f"{min(512, memory // 4)}MB",
        "effective_cache_size": f"{memory // 2}MB",
        "work_mem": "32MB",
        "maintenance_work_mem": f"{min(256, memory // 8)}MB",
        "dynamic_shared_memory_type": "posix" if dropped and _shared_memory() > _ROOMY_SHARED_MEMORY else "mmap",
        "max_wal_size": "4GB",
        "checkpoint_timeout": "15min",
        "wal_compression": "on",
        "fsync": "on",
        "synchronous_commit": "on",
        "random_page_cost": "1.1",
        "jit": "off",
        "client_connection_check_interval": "1s",
        "timezone": "UTC",
        "log_timezone": "UTC",
    }
    return "".join(f"{name} = '{str(value).replace(chr(39), chr(39) * 2)}'\n" for name, value in lines.items())


def _shared_memory() -> int:
    """Bytes of /dev/shm: 64 MB in a container, which a parallel query outgrows. (Logging out may empty it of a
    person's own, so only a system user's server relies on it.)"""
    try:
        room = os.statvfs("/dev/shm")  # noqa: S108
    except OSError:
        return 0
    return room.f_blocks * room.f_frsize
