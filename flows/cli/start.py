"""callnow without a command: the page and the schedule together, and the browser opened at the page."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType

from callnow.paths import PAGE, SCHEDULE_LOG, SERVE
from callnow.private_files import make_private_folder, open_private
from callnow.store.files import make_home
from callnow.store.lock import running
from flows.cli.common import Work, out
from flows.cli.stopping import end_when_hung_up

STOP_SECONDS = 15.0  # `callnow serve` ends within ten
PREFECT_PORT = 4200
LAST_LINES = 4


def in_terminal() -> bool:
    """Whether somebody looks on, who can be asked and can press Ctrl-C."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def start(job: Work) -> None:
    """Serve the page and run the schedule until Ctrl-C, and open the browser; where a page runs already, at that."""
    settings = job.settings
    make_home(settings.home)
    if address := _address_of(running(settings.home, PAGE)):
        out.print(f"The page of this home runs already at {address}: opening it in your browser.")
        open_browser(settings.home, address)
        return
    from flows.cli.page import serve_page  # noqa: PLC0415 - a web server, which a running page spares us

    signal.signal(signal.SIGTERM, _end)
    end_when_hung_up()
    with _schedule(job):
        serve_page(job, None, ready=lambda address: open_browser(settings.home, address), any_port=True)


def open_browser(home: Path, address: str) -> None:
    """Opens the system's browser at the page with a ticket, where there is a screen; the address was printed."""
    from delivery.page.ticket import make_ticket  # noqa: PLC0415 - as above

    if sys.platform.startswith("linux") and not {"BROWSER", "DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        out.print("[dim]No screen is here to open a browser on.[/]")
        return
    url = f"{address}/?token={make_ticket(home)}"
    # Some browsers are waited for; one that stays must not keep us from ending.
    opening = threading.Thread(target=webbrowser.open, args=(url,), name="browser", daemon=True)
    opening.start()
    opening.join(3)


def _address_of(holder: str) -> str:
    """The address that a page wrote into its lock, "" where none runs."""
    found = re.search(r"http://\S+", holder)
    return found[0] if found else ""


@contextmanager
def _schedule(job: Work) -> Iterator[None]:
    """The schedule in a process of its own, which ends with us; none where one runs already."""
    home = job.settings.home
    if who := running(home, SERVE):
        out.print(f"[dim]The schedule runs already: {who}[/]")
        yield
        return
    log = home / SCHEDULE_LOG
    make_private_folder(log.parent)
    process = multiprocessing.get_context("spawn").Process(target=serve_with_parent, args=(home, log), name="schedule")
    process.start()
    out.print(f"The schedule reads the news every {job.settings.watch.every_minutes} minutes; its log: {log}")
    ending = threading.Event()
    threading.Thread(target=_tell_end, args=(process, log, ending), name="schedule", daemon=True).start()
    try:
        yield
    finally:
        ending.set()
        out.print("Stopping the schedule …")
        process.terminate()
        process.join(STOP_SECONDS)
        if process.is_alive():
            process.kill()
            process.join()


def _tell_end(process: BaseProcess, log: Path, ending: threading.Event) -> None:
    """Says why a schedule ended that nobody stopped."""
    process.join()
    if not ending.is_set():
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST_LINES:]
        out.print("The schedule has ended, and the page goes on. It last wrote:")
        out.print("  " + "\n  ".join(lines), markup=False, soft_wrap=True)
        out.print("[dim]`callnow serve` starts it again.[/]")


def serve_with_parent(home: Path, log: Path) -> None:
    """`callnow serve`, its words in a log, ended when the process that began it ends, however that is."""
    os.setsid()  # Ctrl-C is for the page, which ends us
    with open(log, "ab", opener=open_private) as kept:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(kept.fileno(), stream.fileno())
    signal.signal(signal.SIGTERM, _end)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from flows.cli import main  # noqa: PLC0415 - in this process only, which is the command from here on

    sys.argv = ["callnow", "--home", str(home), "serve", "--port", str(_free_port())]
    main()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _free_port() -> int:
    """The port that Prefect's server has by default, or any where another program has it."""
    for port in (PREFECT_PORT, 0):
        with socket.socket() as asked:
            asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                asked.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(asked.getsockname()[1])
    return PREFECT_PORT


def _end(number: int, frame: FrameType | None) -> None:
    """Ends as after Ctrl-C: whatever was opened is closed."""
    sys.exit(128 + number)
