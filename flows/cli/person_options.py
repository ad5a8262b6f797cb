"""How a person is named and what is right of them, declared once for all commands that take these options."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer

from callnow.people import PersonFields

Who = Annotated[str, typer.Argument(help="Any part of the name (with a word of the employer), an e-mail or an id.")]
_Several = list[str] | None
OPTIONS: dict[str, Any] = {
    "title": Annotated[str, typer.Option("--title", help="Their post.")],
    "phone": Annotated[_Several, typer.Option("--phone", help="A number; several times for several, best first.")],
    "email": Annotated[_Several, typer.Option("--email", help="An address; several times for several.")],
    "city": Annotated[str, typer.Option("--city", help='Where they live: "Austin, TX".')],
    "country": Annotated[str, typer.Option("--country", help="Two letters, such as US or DE.")],
    "time_zone": Annotated[str, typer.Option("--time-zone", help="Such as America/Chicago.")],
    "owner": Annotated[str, typer.Option("--owner", help="The recruiter they belong to.")],
    "tier": Annotated[str, typer.Option("--tier", help="A, B or C.")],
    "tags": Annotated[_Several, typer.Option("--tag", help="A tag; several times for several.")],
    "notes": Annotated[str, typer.Option("--notes", help="What to know of them.")],
    "url": Annotated[str, typer.Option("--url", help="Their profile.")],
}


SEVERAL = ("phone", "email", "tags")


def with_person_options(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options above in place of its last parameter, `more`: a PersonFields of what they say."""
    own = inspect.signature(command, eval_str=True)
    kept = [parameter for name, parameter in own.parameters.items() if name != "more"]
    options = [
        inspect.Parameter(
            name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=None if name in SEVERAL else ""
        )
        for name, kind in OPTIONS.items()
    ]

    @wraps(command)
    def with_options(**arguments: Any) -> None:
        fields_given = {name: arguments.pop(name) for name in OPTIONS}
        fields_given |= {name: tuple(fields_given[name] or ()) for name in SEVERAL}
        command(**arguments, more=PersonFields(**fields_given))

    shown = own.replace(parameters=[*kept, *options])
    with_options.__signature__ = shown  # type: ignore[attr-defined] # which Typer reads
    with_options.__annotations__ = {name: parameter.annotation for name, parameter in shown.parameters.items()}
    return with_options
