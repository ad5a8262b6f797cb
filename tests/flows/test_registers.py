"""A register, a filing and the press about one employer: one story, one call, from the notice on."""

from __future__ import annotations

import json
from base64 import b64encode
from pathlib import Path

import pytest

from callnow.store.connection import reading
from callnow.store.rows import fetch
from tests.conftest import Callnow
from tests.flows.whole_run import CLOSURE, DAY, NOW, Desk, Item, feed
from tests.sources.loopback import reply, site
from tests.sources.test_read_edgar import atom, entry

NOTICES = """company,workforce_region,workforce_area,notice_date,begin_date,permanent_job_losses,jobs
"TELMARQ FOODS, INC. #12 (dba Telmarq Bakery)",Metro,Denver,2/27/2026,4/30/2026,250,250
Nobody of the list LLC,Metro,Denver,2/27/2026,4/30/2026,90,90
"""
MORE = Item("Telmarq Foods Confirms Layoffs in Denver", "https://wire.example.com/more", "g-more", days=3)


@pytest.mark.integration
def test_a_notice_a_filing_and_two_press_items_are_one_call(home: Path, callnow: Callnow, tmp_path: Path) -> None:
    """The notice calls before the press has it, and says so; what comes later joins it and calls nobody again."""
    lists = tmp_path / "lists"
    lists.mkdir()
    (lists / "co.csv").write_text(NOTICES, encoding="utf-8")
    exits = entry("TELMARQ FOODS INC", 11, ["2.05: Costs Associated with Exit or Disposal Activities"])
    exits = exits.replace("2026-11-20", "2026-03-02")
    with site() as at:
        desk = Desk(callnow, home, '[fetch]\ncontact = "test@example.com"\n')
        at.routes = {
            "/news": [feed(), feed(CLOSURE), feed(CLOSURE, MORE)],
            "/8k": [reply(200, atom(*listed), "Content-Type: application/atom+xml") for listed in ((), (exits,))],
        }
        added = callnow("feeds", "add", lists, "--kind", "warn")
        assert added.code == 0, added.err
        edgar = callnow("feeds", "add", at.url("/8k"), "--kind", "edgar", "--allow-private")
        assert edgar.code == 0, edgar.err
        desk.add(wire=at.url("/news"))
        desk.run()
        assert desk.told() == ["layoffs Óscar Brannigan"]
        card = json.loads((home / "told.jsonl").read_text(encoding="utf-8").splitlines()[0])
        assert card["why"] == "Telmarq Foods, Inc. will cut 250 jobs in Denver, from April 30."
        assert card["filed"] == (
            "Filed, not yet in the news: WARN notices, Colorado, filed on 27 February 2026, holds from 30 April 2026"
        )
        assert "company: TELMARQ FOODS, INC. #12 (dba Telmarq Bakery)" in card["sentence"]
        explained = callnow("explain", card["trigger_id"]).out
        assert "WARN notices, Colorado, filed 2026-02-27, holds from 2026-04-30" in " ".join(explained.split())
        assert "not yet" in explained
        desk.run(NOW + DAY)
        desk.run(NOW + 4 * DAY)
        assert len(at.asked) > 3
    assert desk.told() == ["layoffs Óscar Brannigan"]
    with reading(home / "news.duckdb") as con:
        (stories,) = fetch(con, "SELECT count(DISTINCT story_id) AS stories, count(*) AS reports FROM report")
    assert (stories["stories"], stories["reports"]) == (1, 4)


@pytest.mark.integration
def test_a_notice_under_two_names_calls_who_works_at_either(home: Path, callnow: Callnow, tmp_path: Path) -> None:
    """Where the list has both the filer and the name it trades under as employers, both are called, each once."""
    notice = '"Quorrel Systems LLC (dba Harrowmere Logistics)",Metro,Denver,2/27/2026,4/30/2026,64,64'
    header = NOTICES.splitlines()[0]
    (tmp_path / "co.csv").write_text(f"{header}\n{notice}\n", encoding="utf-8")
    desk = Desk(callnow, home)
    assert callnow("feeds", "add", tmp_path / "co.csv", "--kind", "warn").code == 0
    desk.run()
    assert sorted(desk.told()) == ["layoffs Imke Vandersloot", "layoffs Mara Lindqvist"]
    desk.run(NOW + DAY)
    assert len(desk.told()) == 2


@pytest.mark.integration
def test_a_register_that_wants_a_key_is_asked_with_it(home: Path, callnow: Callnow) -> None:
    """Without a key the feed's health says which setting is missing; the key is sent, and to no other address."""
    officers = {"items": [{"name": "BRANNIGAN, Oscar", "officer_role": "director", "resigned_on": "2026-03-01"}]}
    answer = reply(200, json.dumps(officers).encode(), "Content-Type: application/json")
    with site() as at:
        desk = Desk(callnow, home)
        at.routes = {
            "/officers": [answer, reply(302, b"", f"Location: {at.url('/elsewhere')}")],
            "/elsewhere": [answer],
        }
        url = at.url("/officers")
        words = ("feeds", "add", url, "--kind", "companies_house", "--allow-private")
        refused = callnow(*words)
        assert refused.code == 2, refused.err
        assert "say whose number that is" in " ".join(refused.err.split())
        assert callnow(*words, "--company", "Telmarq Foods", "--name", "officers").code == 0
        desk.run()
        assert at.asked == []
        assert "registers.companies_house_key" in desk.health("officers")["last_error"]
        with (home / "callnow.toml").open("a", encoding="utf-8") as file:
            file.write('\n[registers]\ncompanies_house_key = "invented-key"\n')
        desk.run(NOW + 2 * DAY)
        desk.run(NOW + 4 * DAY)
        assert [(asked.path, asked.headers["authorization"]) for asked in at.asked] == [
            ("/officers", f"Basic {b64encode(b'invented-key:').decode()}")
        ] * 2
    assert desk.told() == ["executive_departed Óscar Brannigan"]
