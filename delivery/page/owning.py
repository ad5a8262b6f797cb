"""A recruiter's requests are about their own people alone, for every route, and whatever its fields are called."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

from fastapi import Depends, HTTPException
from starlette.requests import Request

from callnow.acting import acting_recruiter
from delivery.page.database import Database


async def words_of(request: Request) -> list[str]:
    """Every word of a recruiter's request that could be an id: of its path, its address and its form."""
    if not acting_recruiter():
        return []
    values: list[object] = [*request.path_params.values(), *request.query_params.values()]
    if request.method == "POST":
        values += [value for _, value in (await request.form()).multi_items()]  # a field may be there several times
    return list(dict.fromkeys(_words(values)))


def _words(values: list[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield from value.replace(",", " ").split()


def own_only(database: Database) -> Callable[..., None]:
    """What every route depends on: there is nothing here (404) where the id of another's person, call or contact is
    in the request."""

    def refuse_others(words: Annotated[list[str], Depends(words_of)]) -> None:
        if words and database.is_of_others(acting_recruiter(), words):
            raise HTTPException(404)

    return refuse_others
