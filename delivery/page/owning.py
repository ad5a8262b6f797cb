"""A recruiter's requests are about their own people alone, for every route, and whatever its fields are called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, HTTPException
from starlette.requests import Request

from callnow.acting import acting_recruiter
from delivery.page.database import Database

# Fields of what a person types, of a name, a number or a page: never read as an id, for a list may have the id "2".
NO_IDS = frozenset({"called", "n", "note", "notes", "page", "promised", "q", "shown", "tags", "topic", "value", "when"})


async def values_of(request: Request) -> list[str]:
    """Every value of a recruiter's request that could be an id: of its path, its address and its form."""
    if not acting_recruiter():
        return []
    fields = [*request.path_params.items(), *request.query_params.multi_items()]
    if request.method == "POST":
        fields += (await request.form()).multi_items()  # a field may be there several times
    return list({value: None for name, value in fields if name not in NO_IDS and isinstance(value, str)})


def own_only(database: Database) -> Callable[..., None]:
    """What every route depends on: there is nothing here (404) where the id of another's person, call or contact is
    in the request."""

    def refuse_others(values: Annotated[list[str], Depends(values_of)]) -> None:
        if values and database.is_of_others(acting_recruiter(), values):
            raise HTTPException(404)

    return refuse_others
