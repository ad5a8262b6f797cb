"""callnow page as it is started: it prints its address, keeps its token out of logs, and says what hinders it."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from flows.running.run_now import COMMAND
from tests.delivery.page_desk import AT, make_home


@pytest.mark.integration
def test_it_prints_its_address_and_ends_when_asked(tmp_path: Path) -> None:
    """The printed address lets in; the token stands nowhere else, not even in a talkative log; Ctrl-C ends it."""
    make_home(tmp_path / "home")
    words = [*COMMAND, "--verbose", "--home", str(tmp_path / "home"), "--at", AT, "page", "--port", "0"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            address = ""
            while not address:
                line = running.stdout.readline()
                assert line, "it ended before it printed its address"
                address = (re.findall(r"http://\S+", line) or [""])[0]
            parts = urlsplit(address)
            con = http.client.HTTPConnection("127.0.0.1", parts.port or 0, timeout=30)
            con.request("GET", f"/?{parts.query}")
            answer = con.getresponse()
            assert (answer.status, answer.headers["Location"]) == (303, "/")
            con.close()
        finally:
            running.send_signal(signal.SIGINT)
            rest, logged = running.communicate(timeout=60)
    token = parts.query.removeprefix("token=")
    assert len(token) >= 32
    assert token not in rest + logged
    assert "Traceback" not in logged
    assert (tmp_path / "home" / "page.token").read_text().strip() == token


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    """Exit code 2, the port, and what to do; no traceback."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        words = [*COMMAND, "--home", str(tmp_path / "home"), "page", "--port", str(port)]
        ended = subprocess.run(words, capture_output=True, text=True, timeout=100, check=False)
    assert ended.returncode == 2
    assert f"127.0.0.1:{port}" in ended.stderr
    assert "--port" in ended.stderr
    assert "Traceback" not in ended.stderr
