"""The second reader is asked with a schema and a bound, and whatever it answers is an answer or one plain error."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime

import pytest

from callnow.errors import FetchFailed, ParseFailed, SourceError
from sources.second_reader import Endpoint, Question, SecondReaderReply, ask
from tests.sources.model_server import Answer, model_server, says

NOW = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)
KEY = "sk-very-secret-0199"
ASKED = Question("Orbel names Ida Quist chief financial officer", "She joins in May.", "executive_hired", "Orbel")


def answered(
    answer: Answer | None, seconds: float = 5.0
) -> tuple[SecondReaderReply, list[tuple[str, dict[str, str], dict]]]:  # type: ignore[type-arg]
    with model_server() as stub:
        stub.answer = lambda: answer
        return asyncio.run(ask(Endpoint(stub.address, "small", KEY, seconds), ASKED, NOW)), stub.asked


def test_a_good_answer_is_taken_with_what_stands_in_the_text() -> None:
    """Slots that the text does not hold character by character are left out; the question has all it needs."""
    said, asked = answered(says("yes", person="Ida Quist", role="CFO", company="Orbel"))
    assert said == SecondReaderReply("yes", "Ida Quist", "", "Orbel")
    ((path, headers, body),) = asked
    assert (path, headers["Authorization"]) == ("/v1/chat/completions", f"Bearer {KEY}")
    assert (body["model"], body["temperature"], body["response_format"]["type"]) == ("small", 0, "json_schema")


BAD: list[tuple[Answer, type[SourceError], str]] = [
    ((200, {}, b"not json"), ParseFailed, "parse"),
    ((200, {}, b'{"choices": []}'), ParseFailed, "parse"),
    ((200, {}, b"[" * 100_000), ParseFailed, "parse"),
    ((200, {}, b"\xff\xfe\xff"), ParseFailed, "parse"),
    (says("perhaps"), ParseFailed, "parse"),
    ((500, {}, KEY.encode()), FetchFailed, "http"),
    ((401, {}, KEY.encode()), FetchFailed, "http"),
    ((302, {"Location": "http://127.0.0.1:9/elsewhere"}, b""), FetchFailed, "redirect"),
    ((200, {}, b" " * 10_000_000), FetchFailed, "size"),
    ((200, {"Content-Encoding": "gzip"}, b"no gzip"), FetchFailed, "encoding"),
]


@pytest.mark.parametrize(("answer", "kind", "word"), BAD)
def test_a_bad_answer_is_one_plain_error(
    answer: Answer, kind: type[SourceError], word: str, caplog: pytest.LogCaptureFixture
) -> None:
    """It names the second reader, never the key, and nothing else raises."""
    caplog.set_level(logging.DEBUG)
    with pytest.raises(kind) as caught:
        answered(answer)
    assert (caught.value.kind, caught.value.where) == (word, "second reader")
    assert KEY not in f"{caught.value!s} {caught.value!r} {caplog.text}"


def test_an_answer_that_never_comes_is_given_up() -> None:
    """After the seconds of the setting it is a timeout."""
    with pytest.raises(FetchFailed) as caught:
        answered(None, seconds=0.2)
    assert (caught.value.kind, caught.value.where) == ("timeout", "second reader")


def test_nobody_there_is_a_failure() -> None:
    """A port where nothing listens."""
    with model_server() as stub:
        address = stub.address
    with pytest.raises(FetchFailed) as caught:
        asyncio.run(ask(Endpoint(address, "small", KEY, 2.0), ASKED, NOW))
    assert caught.value.where == "second reader"


def test_the_key_is_not_shown() -> None:
    """Neither by repr nor in the question's body."""
    endpoint = Endpoint("http://127.0.0.1:9/v1", "small", KEY, 1.0)
    assert KEY not in repr(endpoint)
    assert KEY.encode() not in ASKED.body("small")
