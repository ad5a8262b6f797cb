"""Figures: twelve weeks of calls, promises and alerts, by week and recruiter, each as a chart with its table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from callnow.acting import acting_recruiter
from callnow.store import page as store
from callnow.store.figures import Figures
from callnow.store.figures import figures as load_figures
from delivery.figure_words import MEASURES, Measure
from delivery.page.charts import Series, weeks_until
from delivery.page.clicks import Clicks
from delivery.page.lengths import Words


@dataclass(frozen=True, slots=True)
class Chart:
    """One measure of twelve weeks: all of it in words, the bars, and a row of words a week."""

    measure: Measure
    total: str
    bars: Series
    rows: tuple[tuple[date, str], ...]


def charts(known: Figures, weeks: list[date], recruiter: str | None) -> list[Chart]:
    """A chart of each measure; of one recruiter, or of all for None."""
    found = []
    figures = [known.of(week, recruiter) for week in weeks]
    for measure in MEASURES:
        pairs = [measure.of(figure) for figure in figures]
        series = Series(measure.title, tuple(round(all) for all, _ in pairs), tuple(round(part) for _, part in pairs))
        rows = tuple((week, measure.words(figure)) for week, figure in zip(weeks, figures, strict=True))
        found.append(Chart(measure, measure.sentence(known.of(None, recruiter)), series, rows))
    return found


def figures(clicks: Clicks) -> APIRouter:
    """The one page of figures."""
    router, desk = APIRouter(), clicks.desk

    @router.get("/figures")
    def all_figures(request: Request, owner: Words = "") -> HTMLResponse:
        with clicks.database.reading() as con:
            known = load_figures(con, desk.now(), desk.settings.watch.time_zone)
            owners = store.owners(con)
        weeks = weeks_until(desk.today())
        return clicks.renderer.page(
            request,
            "figures.html.j2",
            charts=charts(known, weeks, owner or None),
            weeks=weeks,
            measures=MEASURES,
            recruiters=[] if acting_recruiter() else [(who, known.of(None, who)) for who in known.recruiters],
            owners=owners,
            owner=owner,
        )

    return router
