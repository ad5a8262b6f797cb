"""A bound on a whole exchange. Timeouts of sockets hold for one operation each: a server that sends a byte a second
would hold a connection, and everybody's alerts behind it, for ever."""

from __future__ import annotations

import os
import socket
import threading


class Deadline:
    """Hangs up on `sock` after `seconds`, from outside and below any TLS, so that whoever waits on it wakes up.

    `passed` says whether it had to. `end` must be called before the socket is closed.
    """

    def __init__(self, sock: socket.socket, seconds: float) -> None:
        self._passed = threading.Event()
        self._timer = threading.Timer(seconds, self._hang_up, (sock.fileno(),))
        self._timer.daemon = True
        self._timer.start()

    @property
    def passed(self) -> bool:
        return self._passed.is_set()

    def end(self) -> None:
        self._timer.cancel()
        self._timer.join()  # before its descriptor can become somebody else's

    def _hang_up(self, descriptor: int) -> None:
        self._passed.set()
        try:
            with socket.socket(fileno=os.dup(descriptor)) as twin:
                twin.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it has just ended by itself
