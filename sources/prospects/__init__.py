"""Prospects from a CRM's, an ATS's or LinkedIn's export: CSV or Excel."""

from sources.prospects.given import STANDARD_INPUT
from sources.prospects.phones import country_code
from sources.prospects.read import ProspectFile, read_prospects
from sources.prospects.rows import RowProblem

__all__ = ["STANDARD_INPUT", "ProspectFile", "RowProblem", "country_code", "read_prospects"]
