"""What goes wrong is told to a browser in words of the page: no number of a process, no command the page can do."""

from __future__ import annotations

import pytest

from callnow.errors import CallnowError, FetchFailed, RunUnderWay, StoreBusy, UsageError
from delivery.page.note import for_browser, in_sentences


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            StoreBusy("process 14624 (python3.11) is writing to it", hint="wait for it to end, then try again"),
            "Callnow is still writing something else, so this was not done. What to do: try again in a moment.",
        ),
        (
            RunUnderWay("a run (process 14993) runs here already", hint="wait for its end"),
            "A run runs here already. What to do: wait for its end.",
        ),
        (
            FetchFailed("it answered 410", hint="it is not asked until it is switched on anew (`callnow feeds on`)"),
            "It answered 410. What to do: it is not asked until it is switched on anew.",
        ),
        (
            UsageError("a is no b", hint="say --b", on_page="choose another below"),
            "A is no b. What to do: choose another below.",
        ),
        (UsageError("nothing was chosen"), "Nothing was chosen."),
    ],
    ids=["busy", "a run", "a command", "of the page", "nothing to do"],
)
def test_an_error_is_told_in_words_of_the_page(error: CallnowError, words: str) -> None:
    assert in_sentences(error) == words


@pytest.mark.parametrize("words", ["Orbit (process engineering) cuts 40 jobs", "Kim (callnow)", "f(x) of `a`", ""])
def test_other_brackets_stay(words: str) -> None:
    assert for_browser(words) == words
