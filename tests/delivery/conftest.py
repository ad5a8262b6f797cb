"""What tests of delivery share: receivers on loopback that keep what they got, the page of a home, a browser at it."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.controller import Controller

from callnow.settings import ChannelSettings
from delivery.channels import open_channels
from delivery.message import Channel, Surroundings
from tests.delivery.receivers import Loopback, Mailbox, Receiver, receiving
from tests.ports import free_port

if TYPE_CHECKING:
    from tests.delivery.page_browser import sync_api
    from tests.delivery.page_desk import Served


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as state:
        yield state


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    box = Mailbox(free_port())
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    yield box
    controller.stop()


@pytest.fixture
def dripping() -> Iterator[str]:
    """A server that sends a byte every 50 ms, for ever, and never gets as far as a status."""
    listener = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            try:
                while not done.wait(0.05):
                    connection.sendall(b"x")
            except OSError:
                return

    thread = threading.Thread(target=serve)
    thread.start()
    yield f"127.0.0.1:{listener.getsockname()[1]}"
    done.set()
    thread.join()
    listener.close()


@pytest.fixture
def surroundings(tmp_path: Path) -> Surroundings:
    return Surroundings(home=tmp_path, allowed=Loopback())


@pytest.fixture
def open_one(surroundings: Surroundings) -> Callable[..., Channel]:
    """Opens the only channel that these settings stand for."""

    def open_(kind: str, **settings: Any) -> Channel:
        channels = open_channels({kind: ChannelSettings(kind=kind, **settings)}, surroundings)
        assert len(channels) == 1
        return next(iter(channels.values()))

    return open_


@pytest.fixture(scope="module")
def made() -> Path | None:
    """The home that the tests of a module begin with; a module that makes one has a fixture of this name."""
    return None


@pytest.fixture
def home(made: Path | None, tmp_path: Path) -> Path:
    """A home of a test's own: a copy of the one that was made, else a folder that is still to be made."""
    home = tmp_path / "home"
    if made:
        shutil.copytree(made, home)
    return home


@pytest.fixture(scope="module")
def unchanged(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One page for all tests of a module that change nothing: to build and to end one takes most of a second."""
    from tests.delivery.page_desk import served  # what it serves takes a second to import

    home = tmp_path_factory.mktemp("unchanged") / "home"
    shutil.copytree(made, home)
    with served(home) as running:
        yield running


@pytest.fixture
def page(request: pytest.FixtureRequest) -> Iterator[Served]:
    """The page of the home that a test has made; for one that is marked as changing nothing, the page of all such."""
    from tests.delivery.page_desk import served  # as above

    if request.node.get_closest_marker("looks"):
        yield request.getfixturevalue("unchanged")
        return
    with served(request.getfixturevalue("home")) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    from tests.delivery.page_browser import CHROMIUM, QUIET, sync_api  # here, as playwright may not be installed

    with sync_api.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        sync_api.expect.set_options(timeout=30_000)  # milliseconds; a busy machine is slow, not wrong
        yield running
        running.close()


@pytest.fixture(params=["desk", pytest.param("phone", marks=pytest.mark.slow)])
def width(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def tab(browser: sync_api.Browser, page: Served, width: str) -> Iterator[sync_api.Page]:
    """A window that came in with the key. At the end nothing foreign ran, and the console is empty."""
    from tests.delivery.page_browser import WIDTHS

    wide, high = WIDTHS[width]
    may = ["clipboard-read", "clipboard-write"]
    context = browser.new_context(viewport={"width": wide, "height": high}, has_touch=width == "phone", permissions=may)
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: said.append(str(error)))
    foreign: list[str] = []
    opened.on("request", lambda asked: None if asked.url.startswith(page.base) else foreign.append(asked.url))
    opened.goto(f"{page.base}/?token={page.token}")
    yield opened
    opened.wait_for_load_state()  # of a page that a click led to: without its style sheet it is too high
    assert opened.evaluate("window.ran") is None
    assert opened.evaluate("document.documentElement.scrollWidth") <= wide
    if width == "desk" and opened.locator(".desk").count():  # list and card scroll each by itself
        assert opened.evaluate("document.documentElement.scrollHeight") <= high
    assert (said, foreign) == ([], [])
    context.close()
