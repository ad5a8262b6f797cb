"""The feeds that ship with the project, and any others given as TOML: data/feeds.toml.

One `[[feed]]` block is one feed. What a block may say stands in KEYS; everything else is an error that names the file,
the block's line and what would do. Feeds that a user adds live in the database, and are checked by `check_feed` too.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from callnow.errors import DataFileError
from callnow.paths import DATA
from sources.feed import Feed

KINDS = ("feed", "newsroom", "sitemap", "edgar", "search", "mail")
SELECTORS = ("item", "title", "link", "date", "summary")
KEYS: Mapping[str, type | tuple[type, ...]] = {
    "name": str,
    "url": str,
    "kind": str,
    "company": str,
    "country": str,
    "language": str,
    "category": str,
    "notes": str,
    "user_agent": str,
    "enabled": bool,
    "allow_private": bool,
    "expected_per_week": (int, float),
    "interval": (int, float),
    "selectors": dict,
}
_TYPES = {str: "text", bool: "true or false", dict: "a table", (int, float): "a number"}
PLACEHOLDER = "{employer}"  # in the address of a news search


def load_feeds(path: Path = DATA / "feeds.toml") -> tuple[Feed, ...]:
    """The feeds declared in `path`, in its order. Raises DataFileError; names and addresses occur once."""
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataFileError(
            f"cannot be read: {error}", where=str(path), mend="restore the file or mend that line"
        ) from error
    for key in data:
        if key != "feed":
            raise DataFileError(f"unknown table {key!r}", where=str(path), mend="write every feed as a [[feed]] block")
    blocks = data.get("feed", [])
    if not isinstance(blocks, list):
        raise DataFileError("[feed] is one table", where=str(path), mend="write [[feed]] with two brackets")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*feed\s*\]\]", line)]
    feeds: list[Feed] = []
    taken: dict[str, int] = {}
    for block, line in zip(blocks, lines, strict=True):
        where = f"{path} line {line}, feed {block.get('name') or '?'!r}"
        feed = check_feed(block, where)
        for key in (feed.name.casefold(), feed.url):
            if key in taken:
                raise DataFileError(
                    f"same name or address as the block on line {taken[key]}", where=where, mend="keep one of the two"
                )
            taken[key] = line
        feeds.append(feed)
    return tuple(feeds)


def check_feed(values: Mapping[str, Any], where: str) -> Feed:
    """The feed that `values` (keys of KEYS) declare. Raises DataFileError; `where` names the place in its message."""
    for key, value in values.items():
        _check_key(key, value, where)
    for key in ("name", "url"):
        if not values.get(key, "").strip():
            raise DataFileError(f"no {key}", where=where, mend=f'give it one: {key} = "…"')
    kind = values.get("kind", "feed")
    if kind not in KINDS:
        raise DataFileError(f"unknown kind {kind!r}", where=where, mend=f"use one of {', '.join(KINDS)}")
    check_address(values["url"], kind, where)
    for key in ("expected_per_week", "interval"):
        if values.get(key, 0) < 0:
            raise DataFileError(f"{key} is below 0", where=where, mend="give a number from 0 (unknown) up")
    if "selectors" in values:
        _check_selectors(values["selectors"], kind, where)
    ready: dict[str, Any] = {key: value.strip() if isinstance(value, str) else value for key, value in values.items()}
    return Feed(**ready)


def _check_key(key: str, value: object, where: str) -> None:
    if key not in KEYS:
        near = difflib.get_close_matches(key, KEYS, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"use {', '.join(KEYS)}"
        raise DataFileError(f"unknown key {key!r}", where=where, mend=hint)
    wanted = KEYS[key]
    if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
        raise DataFileError(f"{key} is {value!r}", where=where, mend=f"give {_TYPES[wanted]}")


def check_address(url: str, kind: str, where: str) -> None:
    """Raises DataFileError where `url` is no address a source of `kind` can have, or carries a password."""
    try:
        parts = urlsplit(url.strip())
        port_is_number = parts.port is None or parts.port >= 0
    except ValueError:
        port_is_number = False
        parts = urlsplit("")
    if parts.password or (parts.username and kind != "mail"):
        raise DataFileError(
            "the address carries a user name or password",
            where=where,
            mend="take it out of the address; a mailbox's password belongs into the settings",
        )
    if kind == "mail":
        if parts.scheme not in {"imap", "imaps", "", "file"}:
            raise DataFileError(
                f"{url!r} is no mailbox", where=where, mend="give a folder of .eml files or imaps://host/INBOX"
            )
        return
    if (
        not port_is_number
        or parts.scheme.lower() not in {"http", "https"}
        or not parts.hostname
        or re.search(r"\s", url.strip())
    ):
        raise DataFileError(
            f"{url!r} is no web address", where=where, mend="give one that begins with https:// or http://"
        )
    if kind == "search" and PLACEHOLDER not in url:
        raise DataFileError(
            f"a news search without {PLACEHOLDER}",
            where=where,
            mend=f"put {PLACEHOLDER} where the employer's name goes",
        )


def _check_selectors(selectors: Mapping[str, Any], kind: str, where: str) -> None:
    import soupsieve  # noqa: PLC0415 - comes with all of bs4, and few feeds have selectors

    if kind != "newsroom":
        raise DataFileError(f"selectors in a source of kind {kind!r}", where=where, mend='set kind = "newsroom"')
    for key, selector in selectors.items():
        if key not in SELECTORS or not isinstance(selector, str):
            raise DataFileError(f"unknown selector {key!r}", where=where, mend=f"use {', '.join(SELECTORS)}")
        try:
            soupsieve.compile(selector.partition("@")[0])
        except soupsieve.SelectorSyntaxError as error:
            reason = str(error).splitlines()[0]
            raise DataFileError(f"selectors.{key} is no CSS selector: {reason}", where=where, mend="mend it") from error
    if "item" not in selectors:
        raise DataFileError("selectors without item", where=where, mend='name the element of one release: item = "…"')
