"""How long may be what a person asks for or sends: words in an address, lines and texts in a form."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Query

Words = Annotated[str, Query(max_length=200)]
ShortLine = Annotated[str, Form(max_length=200)]
Line = Annotated[str, Form(max_length=400)]
Text = Annotated[str, Form(max_length=4000)]
