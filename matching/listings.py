"""Which company of a register an employer is: only where that is as good as certain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from callnow.listings import ListedCompany
from callnow.model import Employer
from callnow.terms import MatchVerdict
from matching.names.build import build_index
from matching.names.normalise import normalise
from matching.names.resolve import match_listed

CERTAIN = 0.97  # the names are equal but for legal form, "Group", "Holdings" and spacing (data/names/weights.toml)


def listed_as(employers: Iterable[Employer], companies: Sequence[ListedCompany]) -> dict[str, ListedCompany]:
    """The company that each employer is, by the employer's id; employers that may be several, or none, are left out.

    An employer whose ticker is known is the company of that ticker, where the names do not contradict it.
    """
    asked = list(employers)
    index = build_index(
        [
            Employer(listed_company.cik, listed_company.name, ticker=listed_company.ticker)
            for listed_company in companies
        ],
        aliases=(),
    )
    alike = Counter(normalise(listed_company.name) for listed_company in companies)
    by_cik = {listed_company.cik: listed_company for listed_company in companies}
    listed: dict[str, ListedCompany] = {}
    for employer, match in zip(
        asked, match_listed((listed_company.name for listed_company in asked), index), strict=True
    ):
        company = by_cik.get(match.employer_id) if match.verdict is MatchVerdict.MATCH else None
        if company is None:
            continue
        same_ticker = bool(employer.ticker) and employer.ticker.upper() == company.ticker
        other_ticker = bool(employer.ticker) and not same_ticker
        certain = match.score >= CERTAIN and alike[normalise(company.name)] == 1 and not other_ticker
        if certain or same_ticker:
            listed[employer.id] = company
    return listed
