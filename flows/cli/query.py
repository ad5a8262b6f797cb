"""callnow query: SQL against the published copy."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from callnow.__main__ import stop
from callnow.errors import UsageError
from callnow.settings import Settings
from callnow.store import reading
from callnow.store.ask import SHIPPED, ask, columns_of, saved_or_sql, saved_questions, views
from flows.cli.common import Work, out, print_json_lines, print_table, refuse_contradictions, work
from flows.cli.values import as_csv, as_markdown


def query(
    context: typer.Context,
    sql: Annotated[str, typer.Argument(help="SQL, or the name of a saved question.")] = "",
    json_out: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    csv_out: Annotated[bool, typer.Option("--csv", help="CSV with a header.")] = False,
    markdown: Annotated[bool, typer.Option("--md", help="A Markdown table.")] = False,
    list_views: Annotated[bool, typer.Option("--views", help="List the views and what they hold.")] = False,
    columns_of_view: Annotated[
        str, typer.Option("--columns", help="List the columns of a view and what they hold.", metavar="VIEW")
    ] = "",
    list_saved: Annotated[bool, typer.Option("--saved", help="List the saved questions, and where yours go.")] = False,
) -> None:
    """Ask the published copy in SQL (DuckDB), or by the name of a saved question."""
    refuse_contradictions("query", {"--json": json_out, "--csv": csv_out, "--md": markdown})
    asked = {"--views": list_views, "--columns": columns_of_view, "--saved": list_saved}
    refuse_contradictions("query", asked | {f"“{sql.strip()}”": sql.strip()})
    job = work(context)
    own = job.settings_alone.home / "queries"
    saved = saved_questions(own)
    if list_views:
        columns, rows = ["view", "holds", "columns"], views(_published(job.settings))
    elif columns_of_view:
        columns, rows = ["column", "type", "holds"], columns_of(_published(job.settings), columns_of_view)
    elif list_saved:
        columns, rows = ["name", "answers"], [{"name": name, "answers": text} for name, (text, _) in saved.items()]
    elif sql.strip():
        published = _published(job.settings)
        columns, rows = _answer(published, saved_or_sql(sql, saved, published), job)
    else:
        raise UsageError(
            "nothing was asked", where="query", hint="give SQL, a saved question's name, --views, --columns or --saved"
        )
    if json_out:
        print_json_lines(rows)
    elif csv_out:
        sys.stdout.write(as_csv(columns, rows))
    elif markdown:
        sys.stdout.write(as_markdown(columns, rows))
    else:
        print_table(columns, rows)
        if list_saved:
            out.print(f"They lie in {escape(str(SHIPPED))}; put yours into {escape(str(own))}.", soft_wrap=True)


def _answer(published: Path, sql: str, job: Work) -> tuple[list[str], list[dict[str, Any]]]:
    """Columns and rows of a question. It is asked in a thread of its own, so that this one hears Ctrl-C: a question that
    takes hours would not end by it, for DuckDB computes on and lets Python hear nothing."""
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(ask, published, sql, job.now, job.settings.watch.time_zone)
        try:
            return answer.result()
        except KeyboardInterrupt:
            stop()
            raise


def _published(settings: Settings) -> Path:
    """The published copy, of today's schema."""
    with reading(settings):
        return settings.published
