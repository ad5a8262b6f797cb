"""The command line starts quickly: a command imports what it needs, and the list of commands imports none of them."""

from __future__ import annotations

import inspect
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from callnow import __version__
from flows.cli import Commands, app
from flows.cli.lazy import ListedCommand, loaded
from flows.demo.sample import PROSPECTS
from tests.conftest import Callnow

ENTRIES = {name: entry for entries in Commands.panels.values() for name, entry in entries.items()}
HEAVY = {"prefect", "duckdb", "numpy", "rapidfuzz", "trafilatura", "feedparser", "fastapi", "httpx", "apprise"}
READERS = {"prefect", "trafilatura", "rapidfuzz", "feedparser", "fastapi", "apprise"}  # what reads, matches and sends
LIGHT = ("calls", "triggers", "query --views", "status", "feeds --all", "outbox", "log -h", "pause -h")


@pytest.mark.parametrize("name", ENTRIES)
def test_the_list_tells_a_command_as_it_tells_itself(name: str) -> None:
    """The line of the list is the first line of the command's own help."""
    help_of_its_own = loaded(name, ENTRIES[name]).help or ""
    assert ENTRIES[name].help == inspect.cleandoc(help_of_its_own).splitlines()[0]


def test_python_m_callnow_is_the_command(home: Path) -> None:
    """The module runs the command line, with its exit codes."""
    command = [sys.executable, "-m", "callnow", "--home", str(home)]
    for words, code, said in ((("--version",), 0, f"callnow {__version__}\n"), (("log", "nobody"), 2, "")):
        ran = subprocess.run([*command, *words], capture_output=True, text=True, timeout=60, check=False)
        assert (ran.returncode, ran.stdout) == (code, said)
        assert "Traceback" not in ran.stderr


def all_commands(group: TyperGroup, before: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    context: Any = group.context_class(group)
    found = [before]
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        words = (*before, name)
        found += all_commands(command, words) if isinstance(command, TyperGroup) else [words]
    return found


@pytest.mark.integration
def test_every_command_tells_its_help_by_h_and_by_help(callnow: Callnow) -> None:
    """-h prints what --help prints, for each command and each command of a group."""
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    found = all_commands(root)
    assert len(found) > 40
    for words in found:
        short, long = callnow(*words, "-h"), callnow(*words, "--help")
        assert (short.code, short.out) == (0, long.out), words
        assert "Usage: " in short.out


def test_a_command_that_there_is_not_is_told_with_its_neighbour(callnow: Callnow) -> None:
    """A typing error is answered with the name that was meant, exit code 2."""
    ran = callnow("callz")
    assert ran.code == 2
    assert "calls" in ran.err


@pytest.mark.parametrize(
    "words",
    ["callz", "calls --nope", "calls", "explain t9", "query nothing", "log nobody --called", "config show nothing"],
)
def test_an_error_is_words_on_stderr_alone_also_with_json(words: str, callnow: Callnow) -> None:
    """Whoever reads stdout finds objects that were asked for, or nothing; the exit code says that it failed."""
    ran = callnow(*words.split(), "--json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


def run(home: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, which tells at its end on stderr which packages it has imported."""
    code = (
        "import atexit, json, sys; from flows.cli import run_command; sys.argv[0] = 'callnow'; "
        "atexit.register(lambda: print(json.dumps(sorted({n.split('.')[0] for n in sys.modules})), file=sys.stderr)); "
        "run_command()"
    )
    return run_code(home, code, *words, **env)


def run_code(home: Path, code: str, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    given = {name: value for name, value in os.environ.items() if not name.startswith("CALLNOW_")}
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        env=given | {"CALLNOW_HOME": str(home)} | env,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


@pytest.mark.parametrize(("words", "code"), [(("--version",), 0), (("calls",), 1), (("callz",), 2)])
def test_a_process_ends_as_its_command_did(words: tuple[str, ...], code: int, home: Path) -> None:
    """With its exit code, once all is printed and what was registered for the exit is done."""
    home.mkdir()
    (home / "callnow.toml").touch()  # a home, in which nothing was read yet
    ran = run(home, *words)
    assert ran.returncode == code
    assert imported(ran)


@pytest.mark.integration
def test_a_process_ends_after_its_threads(home: Path) -> None:
    """What still runs is waited for."""
    late = "threading.Thread(target=lambda: (time.sleep(0.2), print('done'))).start()"
    ran = run_code(
        home, f"import threading, time; from flows.cli import run_command; {late}; run_command()", "--version"
    )
    assert (ran.returncode, ran.stdout.split()[-1]) == (0, "done")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a file that is always full")
def test_what_could_not_be_printed_is_a_failure(home: Path) -> None:
    """A list that a full disk has cut off is not taken for a whole one."""
    with Path("/dev/full").open("w") as full:
        code = "from flows.cli import run_command; run_command()"
        ended = subprocess.run(
            [sys.executable, "-c", code, "--version"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert ended.returncode != 0


def imported(ran: subprocess.CompletedProcess[str]) -> set[str]:
    return set(json.loads(ran.stderr.splitlines()[-1]))


@pytest.mark.parametrize("option", ["--help", "-h", "--version"])
def test_the_list_of_commands_imports_none_of_them(home: Path, option: str) -> None:
    """Help and version need neither database nor Prefect nor what reads the news."""
    ran = run(home, option)
    assert ran.returncode == 0
    assert imported(ran) & HEAVY == set()
    assert ("calls" in ran.stdout) if option != "--version" else ran.stdout == f"callnow {__version__}\n"


@pytest.mark.integration
def test_a_command_that_only_looks_imports_no_reader(home: Path, callnow: Callnow) -> None:
    """What shows the database does without Prefect, without parsers and without the matching of names."""
    assert "25 new" in callnow("import", PROSPECTS).out
    code = (
        "import json, sys; from flows.cli import main\n"
        "def run(words):\n"
        "    sys.argv, code = ['callnow', *words.split()], 0\n"
        "    try: main()\n"
        "    except SystemExit as ended: code = ended.code or 0\n"
        "    return code, sorted({n.split('.')[0] for n in sys.modules})\n"
        "print(json.dumps({words: run(words) for words in sys.argv[1:]}), file=sys.stderr)"
    )
    ended = json.loads(run_code(home, code, *LIGHT).stderr.splitlines()[-1])
    for command, (exit_code, modules) in ended.items():
        assert exit_code in {0, 3}, command
        assert "duckdb" in modules
        assert READERS & set(modules) == set(), command
    assert set(ended) == set(LIGHT)


@pytest.mark.parametrize(
    ("modules", "spared"),
    [("flows.cli.morning", {"dateparser"}), ("matching.stories.changes", {"dateparser", "jinja2"})],
    ids=["today", "calls"],
)
def test_a_list_of_calls_waits_for_nothing_that_it_does_without(home: Path, modules: str, spared: set[str]) -> None:
    """The morning's list imports no reader of days, what joins two calls no templates."""
    code = f"import json, sys, {modules}; print(json.dumps(list(sys.modules)))"
    imports = {name.partition(".")[0] for name in json.loads(run_code(home, code).stdout)}
    assert imports & spared == set()


@pytest.mark.integration
def test_the_shell_completes_commands_without_importing_them(home: Path) -> None:
    """`callnow ca<TAB>` offers calls, card and calendar; the script that asks is printed by --show-completion."""
    asked = {"_CALLNOW_COMPLETE": "complete_bash", "COMP_WORDS": "callnow ca", "COMP_CWORD": "1"}
    ran = run(home, **asked)
    assert set(ran.stdout.split()) == {"calls", "card", "calendar"}
    assert imported(ran) & HEAVY == set()
    options = run(home, **asked | {"COMP_WORDS": "callnow calls --o", "COMP_CWORD": "2"})
    assert options.stdout.split() == ["--owner"]
    script = run(home, "--show-completion", "bash", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert "_CALLNOW_COMPLETE=complete_bash" in script.stdout


def test_a_place_names_module_and_object() -> None:
    """A wrong place in the table is an error at once, not a command that does nothing."""
    with pytest.raises(ModuleNotFoundError):
        ListedCommand("nowhere:calls", "").load()
    with pytest.raises(AttributeError):
        ListedCommand("calls:nothing", "").load()


@pytest.mark.parametrize("words", [["-h"], ["calls", "-h"], ["feeds", "-h"], ["people", "edit", "-h"], ["page", "-h"]])
def test_a_switch_is_shown_without_a_value(callnow: Callnow, words: list[str]) -> None:
    """`--json <bool>` reads as if something were to follow."""
    shown = callnow(*words).out
    assert "--help" in shown
    assert "bool" not in shown
