"""The README is true: every command in it runs, every setting is in its table, every link leads somewhere."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import BaseModel

from callnow.paths import ROOT
from callnow.settings import Settings
from flows.demo.sample import SampleServer
from tests.conftest import Callnow, Ran

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.S)
COMMANDS = [line.strip() for block in BLOCKS for line in block.splitlines() if line.startswith("callnow ")]
INLINE = [line for line in dict.fromkeys(re.findall(r"`(callnow [^`]+)`", README)) if line not in COMMANDS]
PEOPLE = re.search(r"```csv\n(.*?)```", README, re.S)
RUNS_FOR_EVER = ("callnow serve", "callnow page")


@pytest.fixture(scope="module")
def sample() -> Iterator[SampleServer]:
    with SampleServer(datetime.now(UTC)) as server:
        yield server


def run(command: str, callnow: Callnow, sample: SampleServer, trigger_id: str = "") -> Ran:
    """The command as written, with the addresses of the examples served by the sample."""
    words = shlex.split(command, comments=True)[1:]
    served = {
        "https://example.com/news.rss": f"{sample.base}/gullrock.rss",
        "https://example.com/press": f"{sample.base}/newsroom/calderbrook",
        "URL": f"{sample.base}/ferrywire.rss",
        "TRIGGER_ID": trigger_id,
        "MENTION": "Harrowmere",
        "EMPLOYER": "Harrowmere Logistics - Austin",
        "NAME": "Harrowmere Freight",
        "PROSPECT": "Lena",
    }
    words = [served.get(word, word) for word in words]
    if words[0] == "forget" or words[:2] == ["import", "--undo"]:
        words.append("--yes")  # nobody is here to be asked
    if any(word.startswith(sample.base) for word in words):
        words.append("--allow-private")
    return callnow(*words)


@pytest.mark.integration
def test_the_commands_run_in_the_order_they_stand(
    callnow: Callnow, sample: SampleServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newcomer who types them one after the other, with the CSV that is shown, meets no error."""
    assert PEOPLE
    (tmp_path / "people.csv").write_text(PEOPLE[1], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert len(COMMANDS) > 10
    for command in COMMANDS:
        if command.startswith(RUNS_FOR_EVER):
            continue
        if command.startswith("callnow feeds on"):  # what this switches on would be fetched from the world
            assert callnow("feeds", "--all", "--json").code == 0
            continue
        ran = run(command, callnow, sample)
        assert ran.code == 0, (command, ran)


@pytest.mark.integration
def test_the_commands_in_the_text_run_too(
    callnow: Callnow, sample: SampleServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Commands named between the lines exist, with the options they are shown with."""
    assert PEOPLE
    (tmp_path / "people.csv").write_text(PEOPLE[1].replace("employer,", "Current firm,", 1), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert callnow("import", "people.csv", "--map", "employer=Current firm").code == 0
    assert callnow("feeds", "add", f"{sample.base}/feeds.opml", "--allow-private").code == 0
    assert callnow("run").code == 0
    found = re.search(r'"trigger_id": "(\w+)"', callnow("triggers", "--json", "--all").out)
    assert found
    (tmp_path / "wrong.csv").write_text("name,employer\nIda Wrong,Orbel Foods\n", encoding="utf-8")
    for command in INLINE:
        if command == "callnow import --undo":  # a list of its own, so that the others still have theirs
            assert callnow("import", "wrong.csv").code == 0
        if not command.startswith(RUNS_FOR_EVER) and "/path/to" not in command:
            ran = run(command, callnow, sample, found[1])
            assert ran.code == 0, (command, ran)


def settings_of(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from settings_of(kind, f"{prefix}{name}.")
        elif name != "home":
            yield prefix + name


@pytest.mark.parametrize("setting", list(settings_of(Settings)))
def test_every_setting_is_in_the_table(setting: str) -> None:
    """What can be set is told, with its default."""
    assert f"| `{setting}` |" in README


@pytest.mark.parametrize("path", re.findall(r"\]\((?!https?:)([^)#]+)", README))
def test_links_lead_to_files(path: str) -> None:
    """Documents and pictures that are linked are there."""
    assert (ROOT / path).exists()
