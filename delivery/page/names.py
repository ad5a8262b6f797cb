"""Names: those in the news that wait for a word, what was said of names and employers, other names of employers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from fastapi import Form as Field
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from callnow.errors import UsageError
from callnow.names import JudgedPair
from callnow.store import Connection
from callnow.store.judgements import all_aliases, all_judgements
from callnow.store.people import employers_like
from callnow.terms import JudgementVerdict
from delivery.clean import clean_text
from delivery.page.clicks import Clicks
from delivery.page.lengths import Line, Words
from delivery.page.note import ClickNote, in_line, sentence
from delivery.page.render import is_htmx

WAITING = 20  # names that are asked about at once; the next ones follow when these are answered
SHOWN = 200  # judgements, and as many other names, on the page
PROPOSED = 12
Lines = Annotated[list[str] | None, Field(max_length=20)]
HOW = {
    JudgementVerdict.SAME: "always matched",
    JudgementVerdict.DIFFERENT: "never matched",
    JudgementVerdict.UNSURE: "not matched, for now,",
}


def names(clicks: Clicks) -> APIRouter:
    """The names that wait, what was said, and the other names."""
    view = _View(clicks)
    router = APIRouter()

    @router.get("/names")
    def listed(request: Request, q: Words = "") -> HTMLResponse:
        return view.renderer.page(request, "names.html.j2", **view.load(q))

    @router.get("/names/employers")
    def employers(employer: Words = "") -> HTMLResponse:
        """Employers whose name holds these words, to choose from while it is typed."""
        with view.database.reading() as con:
            return view.renderer.part("employer_options.html.j2", names=employers_like(con, employer, PROPOSED))

    _judging(router, view)
    _taking_back(router, view)
    _other_names(router, view)
    return router


class _View:
    """What the routes share: what is shown, the transaction of a click, and the answer after it."""

    def __init__(self, clicks: Clicks) -> None:
        self.clicks = clicks
        self.desk, self.database, self.renderer = clicks.desk, clicks.database, clicks.renderer

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """A transaction that changes what names mean; the past is matched again behind the answer."""
        with self.database.writing() as con:
            yield con
            self.clicks.match_again(con)

    def load(self, words: str = "", **form: str) -> dict[str, Any]:
        """What the page shows: of what was said and of other names, those in which all words occur."""
        with self.database.reading() as con:
            waiting, count = self.desk.names.waiting(con, WAITING)
            pairs = self.desk.names.spellings(con)
            judged = [row for row in reversed(all_judgements(con)) if _holds(words, row["mention"], row["employer"])]
            aliases = [row for row in all_aliases(con) if _holds(words, row["name"], row["employer"])]
        shown = {"waiting": waiting, "waiting_count": count, "said": judged[:SHOWN], "said_count": len(judged)}
        shown |= {"spellings": pairs[:WAITING], "spelling_count": len(pairs)}
        others = {"aliases": aliases[:SHOWN], "alias_count": len(aliases), "q": words, "how": HOW}
        empty = {"refused": "", "refusal": "", "mention": "", "employer": ""}
        return shown | others | empty | form

    def after(self, request: Request, note: ClickNote) -> Response:
        """What was done, and the page's sections anew."""
        if not is_htmx(request):
            return RedirectResponse("/names", 303)
        return self.renderer.part("names_changed.html.j2", note=note, focus=True, **self.load())

    def refuse(self, request: Request, error: UsageError, form: str, mention: str, employer: str) -> Response:
        """The form as it was filled in, with what is wrong beside the field."""
        refusal = sentence(in_line(error))
        values = self.load(refused=f"{form} {error.where}", refusal=refusal, mention=mention, employer=employer)
        if is_htmx(request):
            return self.renderer.part("names_body.html.j2", **values)
        return self.renderer.page(request, "names.html.j2", 422, **values)


def _judging(router: APIRouter, view: _View) -> None:
    """One word about a name and an employer, about a name and all that it may mean, or about two spellings."""
    lent = view.desk.names

    @router.post("/names/judge")
    def judge(
        request: Request, verdict: Literal["same", "different"], mention: Line = "", employer: Line = ""
    ) -> Response:
        judged = JudgementVerdict(verdict)
        try:
            with view.changing() as con:
                pair = lent.judge(con, mention, employer, judged)
        except UsageError as error:
            return view.refuse(request, error, "judge", mention, employer)
        words = f"{_quoted(pair.mention)} is {HOW[judged]} to {clean_text(pair.employer, 80)} from now on."
        return view.after(request, _undoable(words, [pair]))

    @router.post("/names/none")
    def none_of_these(request: Request, mention: Line, employer: Lines = None) -> Response:
        try:
            with view.changing() as con:
                pairs = [
                    lent.judge(con, mention, employer_id, JudgementVerdict.DIFFERENT) for employer_id in employer or []
                ]
        except UsageError as error:  # an employer that is gone since
            return view.after(request, ClickNote(f"{error.what}.", bad=True))
        return view.after(
            request, _undoable(f"{_quoted(mention)} is never matched to any of these from now on.", pairs)
        )

    @router.post("/names/apart")
    def apart(request: Request, one: Line, other: Line) -> Response:
        try:
            with view.changing() as con:
                asked = next((p for p in lent.spellings(con) if (p.one_id, p.other_id) == (one, other)), None)
                told = [(asked.one, other), (asked.other, one)] if asked else []
                pairs = [lent.judge(con, name, id, JudgementVerdict.DIFFERENT) for name, id in told]
        except UsageError as error:  # an employer that is gone since
            return view.after(request, ClickNote(f"{error.what}.", bad=True))
        if not pairs:
            return view.after(request, ClickNote("That was answered already.", bad=True))
        words = f"{_quoted(pairs[0].mention)} and {_quoted(pairs[1].mention)} are two companies from now on."
        return view.after(request, _undoable(words, pairs))


def _taking_back(router: APIRouter, view: _View) -> None:
    """A word taken back, and clicks undone."""
    lent = view.desk.names

    @router.post("/names/take-back")
    def take_back(request: Request, mention: Line, employer: Line) -> Response:
        try:
            with view.changing() as con:
                pairs = lent.take_back(con, mention, employer)
        except UsageError:  # it was taken back meanwhile
            return view.after(request, ClickNote("That was taken back already.", bad=True))
        return view.after(request, _undoable(f"Taken back: what was said of {_quoted(mention)}.", pairs))

    @router.post("/names/undo")
    def undo(
        request: Request,
        mention: Lines = None,
        employer: Lines = None,
        name: Lines = None,
        before: Lines = None,
        said: Lines = None,
    ) -> Response:
        rows = zip(mention or [], employer or [], name or [], before or [], said or [], strict=False)
        pairs = [JudgedPair(*row) for row in rows]
        with view.changing() as con:
            undone = lent.undo(con, pairs)
        if left := [pair for pair in pairs if pair not in undone]:
            words = "undone already, or something else was said since. What holds is listed here."
            return view.after(request, ClickNote(f"{_quoted(left[0].mention)}: {words}", bad=not undone))
        return view.after(request, ClickNote("Undone."))


def _other_names(router: APIRouter, view: _View) -> None:
    """Another name of an employer: a brand, a former name, a short form."""
    lent = view.desk.names

    @router.post("/names/alias")
    def add_alias(request: Request, name: Line = "", employer: Line = "") -> Response:
        try:
            with view.changing() as con:
                known = {row["name"]: row["employer"] for row in all_aliases(con)}
                chosen = lent.add_alias(con, name, employer)
        except UsageError as error:
            return view.refuse(request, error, "alias", name, employer)
        words = f"{_quoted(name)} means {clean_text(chosen, 80)} from now on."
        if (before := known.get(name.strip(), chosen)) != chosen:
            words += f" Before it meant {clean_text(before, 80)}."
            return view.after(request, ClickNote(words, "/names/alias", (("name", name.strip()), ("employer", before))))
        return view.after(request, ClickNote(words, "/names/alias/remove", (("name", name.strip()),)))

    @router.post("/names/alias/remove")
    def remove_alias(request: Request, name: Line) -> Response:
        try:
            with view.changing() as con:
                employer = lent.remove_alias(con, name)
        except UsageError:  # it was removed meanwhile
            return view.after(request, ClickNote("That name was removed already.", bad=True))
        words = f"{_quoted(name)} no longer means {clean_text(employer, 80)}."
        return view.after(request, ClickNote(words, "/names/alias", (("name", name), ("employer", employer))))


def _holds(words: str, *texts: str) -> bool:
    text = " ".join(texts).casefold()
    return all(word in text for word in words.casefold().split())


def _undoable(words: str, pairs: Sequence[JudgedPair]) -> ClickNote:
    fields = [
        field
        for pair in pairs
        for field in (
            ("mention", pair.mention),
            ("employer", pair.employer_id),
            ("name", pair.employer),
            ("before", pair.before),
            ("said", pair.said),
        )
    ]
    return ClickNote(words, "/names/undo", tuple(fields))


def _quoted(name: str) -> str:
    return f"“{clean_text(name, 80)}”"
