"""Prospects from a CRM's, an ATS's or LinkedIn's export: CSV, Excel or an address book (.vcf)."""

from sources.prospects.columns import Column, read_columns, with_titles
from sources.prospects.places import country_code
from sources.prospects.read import PersonRow, ProspectFile, read_lists
from sources.prospects.refusals import DO_NOT_CALL
from sources.prospects.rows import RowProblem, no_employer
from sources.prospects.table_file import STANDARD_INPUT
from sources.prospects.wording import FIELDS, IGNORE

__all__ = [
    "DO_NOT_CALL",
    "FIELDS",
    "IGNORE",
    "STANDARD_INPUT",
    "Column",
    "PersonRow",
    "ProspectFile",
    "RowProblem",
    "country_code",
    "no_employer",
    "read_columns",
    "read_lists",
    "with_titles",
]
