"""How a list is to be read, as the form under its preview says it: what each column means, and what holds for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.requests import Request

from callnow.imports import LEFT_OUT, HowToRead, Preview

FIELDS = {
    "name": "Name", "first_name": "First name", "middle_name": "Middle name",
    "last_name_prefix": "Name prefix (van, de)", "last_name": "Last name",
    "second_last_name": "Second last name", "name_suffix": "Name suffix (Jr., III)",
    "other_names": "Other spellings of the name", "employer": "Employer", "title": "Title",
    "mobile": "Mobile phone", "phone": "Phone", "home_phone": "Phone at home",
    "phone_label": "What the phone is (work, mobile)", "extension": "Extension", "email": "E-mail",
    "last_contact": "Last spoken to", "promised": "What was promised", "next_call": "Next call, as promised",
    "city": "City", "state": "State", "country": "Country", "time_zone": "Time zone", "owner": "Recruiter",
    "tier": "Tier", "tags": "Tags", "notes": "Notes",
    "status": "Status", "do_not_call": "Not to be called (unless “no”)", "barred": "Numbers not to be called",
    "url": "Profile or web page",
    "domain": "Employer's web domain", "ticker": "Employer's ticker", "prospect_id": "Id in your system",
}  # fmt: skip
"""What a column may mean, as the page calls it."""

DATE_ORDERS = {"day-first": False, "month-first": True}


@dataclass(frozen=True)
class SentColumns:
    """What the form says: of each column the number of its file, its title, the field its title says, the field that it
    shall be; the numbers of files whose first row holds no titles; what holds for the whole list."""

    files: Sequence[str] = ()
    titles: Sequence[str] = ()
    by_title: Sequence[str] = ()
    fields: Sequence[str] = ()
    untitled: Sequence[str] = ()
    owner: str = ""
    country: str = ""
    encoding: str = ""
    dates: str = ""

    def how(self, country: str) -> HowToRead:
        """How the list is to be read; `country` is the code of what is called so in the form."""
        return HowToRead(self._mappings(), self.owner, country, self.encoding, DATE_ORDERS.get(self.dates))

    def says_as_shown(self, preview: Preview, shown: HowToRead, country: str) -> bool:
        """Whether nothing in the form is otherwise than the preview showed it, also one in another window."""
        meant = [
            (str(file.number), column.field if column.field in FIELDS else "")
            for file in preview.files
            for column in file.columns
        ]
        now = self.how(country)
        return (
            not self.untitled
            and list(zip(self.files, self.fields, strict=False)) == meant
            and (now.owner, now.country, now.encoding, now.month_first)
            == (shown.owner, shown.country, shown.encoding, shown.month_first)
        )

    def _mappings(self) -> dict[int, dict[str, str]]:
        """{number of the file: {title: field}} where a field is not what the title says."""
        mappings: dict[int, dict[str, str]] = {}
        for file, title, known, field in zip(self.files, self.titles, self.by_title, self.fields, strict=False):
            if file.isdecimal() and file not in self.untitled and field != known and (field in FIELDS or not field):
                mappings.setdefault(int(file), {})[title] = field or LEFT_OUT
        return mappings

    def numbers_untitled(self, count: int) -> list[int]:
        """The files, of so many, that are to be given titles."""
        return [int(number) for number in self.untitled if number.isdecimal() and int(number) < count]

    def fields_of(self, number: int) -> dict[str, str]:
        """What the columns of a file are to be, by what stands in their place of a title."""
        rows = zip(self.files, self.titles, self.fields, strict=False)
        return {title: field for file, title, field in rows if file == str(number) and field in FIELDS}


async def sent_columns(request: Request) -> SentColumns:
    """The form as it was sent. It is read here, for a list may have more columns than other forms may have fields."""
    sent = parse_qs((await request.body()).decode(errors="replace"), keep_blank_values=True)
    files, titles, by_title, fields, untitled = (
        sent.get(name, []) for name in ("file", "title", "by_title", "field", "untitled")
    )
    owner, country, encoding, dates = (
        sent.get(name, [""])[0].strip() for name in ("owner", "country", "encoding", "dates")
    )
    return SentColumns(files, titles, by_title, fields, untitled, owner, country, encoding, dates)
