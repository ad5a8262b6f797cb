"""What is pressed while the server takes its time acts on nobody else, and what was typed is not lost, in Chromium."""

from __future__ import annotations

import re

import pytest

from tests.delivery.page_browser import needs_chromium, open_call, said, sync_api
from tests.delivery.page_desk import Served, morning

pytestmark = needs_chromium
made = pytest.fixture(scope="module")(morning)
# On a phone a card covers the list, so that no row can be clicked meanwhile
beside_the_list = pytest.mark.parametrize("width", ["desk"], indirect=True)
on_a_phone = pytest.mark.parametrize("width", ["phone"], indirect=True)


def hold(tab: sync_api.Page, address: str) -> list[sync_api.Route]:
    """Keeps what is asked of this address until somebody lets it go on."""
    held: list[sync_api.Route] = []

    def keep(route: sync_api.Route) -> None:
        held.append(route)

    tab.route(address, keep)
    return held


def asks_to_leave(tab: sync_api.Page) -> object:
    return tab.evaluate("() => !dispatchEvent(new Event('beforeunload', {cancelable: true}))")


def goes_on(tab: sync_api.Page, held: list[sync_api.Route]) -> None:
    while not held:
        tab.wait_for_timeout(20)
    held.pop().continue_()


@pytest.mark.integration
@beside_the_list
def test_nothing_acts_on_a_card_while_another_is_loading(tab: sync_api.Page, page: Served) -> None:
    """From the click on its row on, keys and buttons of the card that is still shown do nothing, and it is seen to
    wait; of two that were clicked the last is shown, whichever answer comes last."""
    card = tab.locator("#card")
    held = hold(tab, "**/calls/t2")
    tab.locator('[data-call="t2"]').click()
    sync_api.expect(tab.locator('[data-call="t2"]')).to_have_attribute("aria-current", "true")
    sync_api.expect(card).to_have_attribute("aria-busy", "true")
    for key in "advsc":
        tab.keyboard.press(key)
    assert tab.locator("#card a.tel").first.evaluate("link => link.closest('[inert]') !== null")
    tab.locator('[data-call="t3"]').click()
    sync_api.expect(card.locator('[data-open="t3"]')).to_be_attached()
    goes_on(tab, held)
    tab.unroute("**/calls/t2")
    open_call(tab, "f5")  # by then the late answer has come
    sync_api.expect(card).not_to_have_attribute("aria-busy", "true")
    assert page.known("SELECT count(*) FROM trigger WHERE state <> 'open'") == [(0,)]
    assert page.known("SELECT count(*) FROM touch") == [(1,)]


@pytest.mark.integration
@beside_the_list
def test_a_row_clicked_while_a_click_is_on_its_way_opens_after_it(tab: sync_api.Page, page: Served) -> None:
    """Meanwhile no key acts, nor takes back what was clicked before."""
    open_call(tab, "t4")
    tab.keyboard.press("s")
    said(tab, "is put off")
    held = hold(tab, "**/snooze")
    open_call(tab, "f1")
    tab.keyboard.press("s")
    sync_api.expect(tab.locator("#said .toast")).to_be_hidden()
    for key in "dau":
        tab.keyboard.press(key)
    tab.locator('[data-call="t3"]').click()
    goes_on(tab, held)
    sync_api.expect(tab.locator('#card [data-open="t3"]')).to_be_attached()
    said(tab, "The call to Dana Reyes is put off")
    assert [page.state(id) for id in ("f1", "t3", "t4")] == ["snoozed", "open", "snoozed"]


@pytest.mark.integration
def test_a_search_answered_late_leaves_open_who_was_clicked(tab: sync_api.Page) -> None:
    """Whoever was found by the first letters stays open, with the form for the note, when the rest is answered."""
    tab.get_by_label("Search").press_sequentially("bran")
    person = tab.locator(".people a", has_text="Ola Brandt")
    sync_api.expect(person).to_be_visible()
    held = hold(tab, "**/list?*")
    tab.get_by_label("Search").press_sequentially("dt")
    person.click()
    tab.get_by_role("button", name="Note a call").click()
    note = tab.locator("#call-form").get_by_label("Note")
    sync_api.expect(note).to_be_visible()
    with tab.expect_response("**/list?*"):
        goes_on(tab, held)
    sync_api.expect(tab).to_have_url(re.compile("q=brandt"))
    tab.wait_for_load_state("networkidle")
    note.fill("Rang me back.")


@pytest.mark.integration
@beside_the_list
def test_a_typed_note_is_not_lost_without_a_question(tab: sync_api.Page, page: Served) -> None:
    """Nor once its form is folded or came back refused, nor by leaving the page; dialling asks nothing."""
    asked: list[str] = []

    def stay(dialog: sync_api.Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    tab.on("dialog", stay)
    open_call(tab, "t3")
    note = tab.locator("#call-form [name=note]")
    tab.keyboard.press("c")
    note.fill("On Tuesday she")
    tab.keyboard.press("Escape")
    assert asks_to_leave(tab)
    tab.locator("#card a.tel").first.evaluate("link => (link.onclick = () => false, link.click())")
    assert not asks_to_leave(tab)
    tab.keyboard.press("j")
    sync_api.expect(tab.locator('[data-call="t3"]')).to_have_attribute("aria-current", "true")
    assert asked == ["confirm"]
    assert note.input_value() == "On Tuesday she"
    tab.keyboard.press("c")
    tab.locator("#call-form [name=when]").fill("in a bit")
    tab.get_by_role("button", name="Save the call").click()
    sync_api.expect(tab.locator("[data-refused] [name=when]")).to_be_focused()
    tab.locator('[data-call="t2"]').click()
    assert asked == ["confirm", "confirm"]
    tab.locator("#call-form [name=when]").fill("")
    tab.get_by_role("button", name="Save the call").click()
    said(tab, "noted")
    open_call(tab, "t2")
    assert not asks_to_leave(tab)
    assert asked == ["confirm", "confirm"]
    assert page.known("SELECT note FROM touch WHERE id <> 'past'") == [("On Tuesday she",)]


@pytest.mark.integration
@on_a_phone
def test_a_note_typed_on_a_phone_is_not_lost_without_a_question(tab: sync_api.Page) -> None:
    """Whoever goes back to the list, by either way, is asked; whoever stays finds the note as it was."""
    tab.on("dialog", lambda question: question.dismiss())
    open_call(tab, "t3")
    tab.keyboard.press("c")
    note = tab.locator("#call-form [name=note]")
    note.fill("On Tuesday she")
    for leave in (tab.go_back, tab.locator("#card a.back").click):
        with tab.expect_event("dialog") as asked:
            leave()
        assert asked.value.type == "beforeunload"
        assert note.input_value() == "On Tuesday she"


@pytest.mark.integration
def test_the_open_card_is_reached_by_tab_and_told(tab: sync_api.Page, width: str) -> None:
    """Enter on a row leads to the card's heading; the first stop of the page leads to the card, past all rows."""
    tab.locator('[data-call="t3"]').focus()
    tab.keyboard.press("Enter")
    sync_api.expect(tab.locator("#who")).to_be_focused()
    sync_api.expect(tab.locator("#who")).to_have_text("Zoë Märklin")
    if width == "phone":
        return
    tab.reload()
    tab.keyboard.press("Tab")
    sync_api.expect(tab.get_by_role("link", name="To the open call")).to_be_focused()
    tab.keyboard.press("Enter")
    sync_api.expect(tab.locator("#card")).to_be_focused()


@pytest.mark.integration
def test_good_news_goes_once_a_note_begins(tab: sync_api.Page) -> None:
    """It covered the card, and its Undo meant another call."""
    open_call(tab, "t3")
    tab.keyboard.press("v")
    said(tab, "Voicemail for Zoë Märklin noted")
    sync_api.expect(tab.locator("#card [data-open]")).not_to_have_attribute("data-open", "t3")
    open_call(tab, "t2")
    tab.keyboard.press("c")
    sync_api.expect(tab.locator("#said .toast")).to_be_hidden()
