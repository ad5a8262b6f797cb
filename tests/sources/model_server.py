"""A stub of an OpenAI-compatible endpoint on loopback: it answers as a test says, and keeps what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class ModelServer:
    """`answer` makes the answer to each question; None: none ever comes. `asked` keeps paths, headers and bodies."""

    address: str = ""
    answer: Callable[[], Answer | None] = lambda: says("yes")
    asked: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)


def says(announced: str, **slots: str) -> Answer:
    """A good answer."""
    content = json.dumps({"announced": announced, "person": "", "role": "", "company": ""} | slots)
    return 200, {}, json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


@contextmanager
def model_server() -> Iterator[ModelServer]:
    """A running stub, ended with the block."""
    stub = ModelServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            stub.asked.append((self.path, dict(self.headers), json.loads(body)))
            answer = stub.answer()
            if answer is None:
                stub.ended.wait(30)
                return
            status, headers, content = answer
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(content))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(content)

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stub.address = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        stub.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
