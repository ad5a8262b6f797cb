"""The sample in data/sample/, served on this machine as the sources that would carry it.

`SampleServer` serves two RSS wires, an Atom feed, a JSON Feed, a newsroom page and article pages, with days counted
back from the time it is given, so that the news is fresh whenever the sample is tried. It answers conditional
requests with 304, as a real wire does. It reads nothing but the folder, and binds loopback only.
"""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from callnow.paths import DATA
from flows.demo.sample_news import RENDERERS, SampleWire, article, opml, read_sample
from sources.feed import Feed

SAMPLE = DATA / "sample"
PROSPECTS = SAMPLE / "prospects.csv"


@dataclass(frozen=True, slots=True)
class _Answer:
    kind: str
    body: bytes
    modified: datetime | None = None

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'


def _answers(wires: tuple[SampleWire, ...], base: str) -> dict[str, _Answer]:
    """Every path that is served."""
    made = {
        "/robots.txt": _Answer("text/plain", b"User-agent: *\nAllow: /\n"),
        "/feeds.opml": _Answer("text/x-opml", opml(wires, base).encode()),
    }
    for wire in wires:
        render, kind = RENDERERS[wire.kind]
        made[wire.path] = _Answer(kind, render(wire, base).encode(), wire.items[0].published_at)
        for item in wire.items:
            made[f"/release/{item.id}"] = _Answer("text/html", article(item).encode(), item.published_at)
    return made


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, wires: tuple[SampleWire, ...]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.base = f"http://127.0.0.1:{self.server_address[1]}"
        self.answers = _answers(wires, self.base)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        answer = self.server.answers.get(urlsplit(self.path).path)
        if answer is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        unchanged = self._unchanged(answer)
        self.send_response(HTTPStatus.NOT_MODIFIED if unchanged else HTTPStatus.OK)
        self.send_header("ETag", answer.etag)
        if answer.modified:
            self.send_header("Last-Modified", format_datetime(answer.modified, usegmt=True))
        if not unchanged:
            self.send_header("Content-Type", f"{answer.kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if not unchanged:
            self.wfile.write(answer.body)

    def _unchanged(self, answer: _Answer) -> bool:
        """If-None-Match decides alone where it is given (RFC 9110, 13.2.2)."""
        if "If-None-Match" in self.headers:
            return answer.etag in self.headers["If-None-Match"]
        since = self.headers.get("If-Modified-Since")
        try:
            return bool(since and answer.modified and parsedate_to_datetime(since) >= answer.modified)
        except (TypeError, ValueError):
            return False

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the sample's own requests are not news to the person who watches the demo."""


class SampleServer:
    """Serves the sample on 127.0.0.1 at a free port while its `with` block lasts.

        with SampleServer(now) as sample:
            sample.base    "http://127.0.0.1:49152"
            sample.feeds   the five sources, ready to be fetched
            sample.opml    the address of the subscription list

    `now` is aware; the newest item is of the day before it.
    """

    def __init__(self, now: datetime, folder: Path = SAMPLE) -> None:
        self.wires = read_sample(folder, now)
        self._server = _Server(self.wires)
        self.base = self._server.base
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), name="sample-server", daemon=True
        )

    @property
    def opml(self) -> str:
        return f"{self.base}/feeds.opml"

    @property
    def feeds(self) -> tuple[Feed, ...]:
        """The sources as they would stand in feeds.toml, allowed to be on this machine."""
        return tuple(
            Feed(
                name=wire.title,
                url=f"{self.base}{wire.path}",
                kind="newsroom" if wire.kind == "newsroom" else "feed",
                company=wire.company,
                language="en",
                selectors=wire.selectors or None,
                allow_private=True,
            )
            for wire in self.wires
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
