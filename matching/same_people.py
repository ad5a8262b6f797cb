"""Whether two prospects are one person: certainly, perhaps, or not.

Certain are the same e-mail or profile, the same mobile number, or the same name at the same employer in other
spellings, as long as nothing contradicts. What several share (a switchboard, info@…) proves nothing. Perhaps is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import IntEnum
from itertools import product

from callnow.fold import fold
from callnow.numbers import shares_number, without_extension
from matching.comparing.companies import company_name, compare_companies
from matching.comparing.likeness import Likeness, one_slip
from matching.comparing.persons import (
    PersonName,
    compare_persons,
    middle_initials_agree,
    person_name,
    same_given_name,
    without_umlauts,
)
from matching.comparing.places import same_place

LINKEDIN = "linkedin.com/"
PREFIX = 3  # letters of a short form that begins the long one ("Alex", "Ste")
SIGNS_AGAINST = 2  # so many differences make two people of one name at one employer likely enough to ask


class Sameness(IntEnum):
    """What is known of two records: other people, perhaps one person (to be asked), certainly one."""

    OTHER = 0
    PERHAPS = 1
    CERTAIN = 2


@dataclass(frozen=True, slots=True)
class PairFinding:
    """How two records stand to each other, and why in words. `strong`: by an address or number that is theirs alone."""

    sameness: Sameness
    why: str = ""
    strong: bool = False


NOTHING = PairFinding(Sameness.OTHER)


@dataclass(frozen=True, slots=True)
class Post:
    """A post as one record gives it: employer, work domain, title, its function, and the town."""

    employer: str = ""
    domain: str = ""
    title: str = ""
    function: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class Traits:
    """What a person is known by in all records of theirs: names, posts, numbers, and own mailboxes, pages and mobile
    numbers, each without what several people share."""

    names: frozenset[str]
    posts: frozenset[Post] = frozenset()
    numbers: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    profiles: frozenset[str] = frozenset()
    mobiles: frozenset[str] = frozenset()

    def __or__(self, other: Traits) -> Traits:
        """What one person is known by of whom these are two records."""
        return Traits(*(getattr(self, f.name) | getattr(other, f.name) for f in fields(Traits)))


def compare(one: Traits, other: Traits) -> PairFinding:
    """Whether two records, or all records of two people, are of one person.

    What is certain of an address or a number stays certain whatever else is known of both: so it does not matter in
    which order records come.
    """
    name = _names(one, other)
    by_address = (
        (one.emails & other.emails, "the same e-mail"),
        (one.profiles & other.profiles, "the same profile"),
        (one.mobiles & other.mobiles, "the same mobile number"),
    )
    shared = [why for shared_values, why in by_address if shared_values]
    if shared:
        return _by_address(one, other, name, shared)
    number = shares_number(one.numbers, other.numbers)
    if name is Likeness.SAME and number:
        return PairFinding(Sameness.CERTAIN, "the same name and number", strong=True)
    return _by_name(one, other, name, number=number)


def _by_address(one: Traits, other: Traits, name: Likeness, shared: list[str]) -> PairFinding:
    why = " and ".join(shared)
    if name is not Likeness.OTHER or _same_given(one, other):  # a surname changes by marriage
        return PairFinding(Sameness.CERTAIN, why, strong=True)
    return PairFinding(Sameness.PERHAPS, f"{why}, under another name")


def _by_name(one: Traits, other: Traits, name: Likeness, *, number: bool) -> PairFinding:
    if name is Likeness.OTHER:
        same = number and _same_given(one, other)
        return PairFinding(Sameness.PERHAPS, "the same first name and number") if same else NOTHING
    employer = _employers(one, other)
    if employer is Likeness.OTHER:
        return PairFinding(Sameness.PERHAPS, "a similar name and the same number") if number else NOTHING
    where = "the same employer" if employer is Likeness.SAME else "a similar employer"
    against = _against(one, other)
    if name is not Likeness.SAME:
        why = f"a similar name at {where}{' and the same number' if number else ''}"
        # One first name, one number, one employer: "Lena O." is Lena Okonjo, who is Lena Okonjo-Reyes.
        sure = number and not against and _same_given(one, other)
        return PairFinding(Sameness.CERTAIN, why, strong=True) if sure else PairFinding(Sameness.PERHAPS, why)
    if against:
        return PairFinding(Sameness.PERHAPS, f"the same name at {where}, but {against}")
    if employer is Likeness.SAME or _same_post(one, other):
        return PairFinding(Sameness.CERTAIN, f"the same name at {where}")
    return PairFinding(Sameness.PERHAPS, f"the same name at {where}")


def _employers(one: Traits, other: Traits) -> Likeness:
    """The best likeness of their employers."""
    pairs = product({post.employer for post in one.posts}, {post.employer for post in other.posts})
    return max((compare_companies(a, b) or Likeness.OTHER for a, b in pairs), default=Likeness.OTHER)


def _same_post(one: Traits, other: Traits) -> bool:
    """Whether work domain, title or town say that two similar employers are one."""
    pairs = product(one.posts, other.posts)
    return any(_one_post(a, b) for a, b in pairs if compare_companies(a.employer, b.employer) is not Likeness.OTHER)


def _one_post(a: Post, b: Post) -> bool:
    if a.domain and b.domain:
        return a.domain == b.domain
    same_title = bool(a.title) and fold(a.title) == fold(b.title)
    return same_title or bool(same_place(a.city, b.city))


def _against(one: Traits, other: Traits) -> str:
    """What speaks against one person of that name at that employer, "" where nothing does."""
    if _differ(_on_linkedin(one), _on_linkedin(other)):
        return "two LinkedIn pages"
    if _other_generation(one, other):
        return "one is called Jr., Sr. or III"
    if _differ(_initials(one), _initials(other)):
        return "other middle initials"
    if _other_mailbox(one, other):
        return "two mailboxes of one domain"
    signs = (
        (_differ(one.mobiles, other.mobiles), "other mobile numbers"),
        (_differ(_each_post(one, "function"), _each_post(other, "function")), "other posts"),
        (_other_towns(one, other), "other towns"),
    )
    signs_seen = [words for differs, words in signs if differs]
    return " and ".join(signs_seen) if len(signs_seen) >= SIGNS_AGAINST else ""


def _each_post(traits: Traits, field: str) -> frozenset[str]:
    return frozenset(filter(None, (getattr(post, field) for post in traits.posts)))


def _other_towns(one: Traits, other: Traits) -> bool:
    pairs = [same_place(a, b) for a, b in product(_each_post(one, "city"), _each_post(other, "city"))]
    return bool(pairs) and all(same is False for same in pairs)


def _other_generation(one: Traits, other: Traits) -> bool:
    """Whether "Jr." or "III" tells them apart, also where only one of them is ever called so."""
    a, b = (frozenset(person_name(name).generation for name in traits.names) for traits in (one, other))
    return not a & b or _differ(a - {""}, b - {""})


def _initials(traits: Traits) -> frozenset[str]:
    """The initials that stand between given and family name ("John A. Quill")."""
    return frozenset(word for name in traits.names for word in person_name(name).given[1:] if len(word) == 1)


def _on_linkedin(traits: Traits) -> frozenset[str]:
    return frozenset(page for page in traits.profiles if page.startswith(LINKEDIN))


def _differ(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and not a & b


def _other_mailbox(one: Traits, other: Traits) -> bool:
    """Whether they have mailboxes at one domain that are not spellings of one name ("a.quill", "ada.quill")."""
    names = [person_name(name) for name in one.names | other.names]
    first = {g for name in names for g in name.given}
    last = {name.last for name in names}
    forms = ((g + name, g[:1] + name, name + g, name + g[:1], name, g) for g in first for name in last)
    ways = {_letters(form) for several in forms for form in several}
    pairs = [
        (x.partition("@")[0], y.partition("@")[0])
        for x, y in product(one.emails, other.emails)
        if x.partition("@")[2] == y.partition("@")[2]
    ]
    return bool(pairs) and not any(_letters(x) in ways and _letters(y) in ways for x, y in pairs)


def _letters(mailbox: str) -> str:
    return without_umlauts(mailbox).replace(" ", "")


def _names(a: Traits, b: Traits) -> Likeness:
    """The best likeness of their names: SAME also in another order, and with ä written ae; LIKELY where one is cut
    short or misspelt."""
    return max(_likeness(x, y) for x in a.names for y in b.names)


def _likeness(one: str, other: str) -> Likeness:
    if one == other or compare_persons(one, other) is Likeness.SAME:
        return Likeness.SAME
    levelled = without_umlauts(one), without_umlauts(other)
    if compare_persons(*levelled) is Likeness.SAME:
        return Likeness.SAME
    a, b = map(person_name, levelled)
    if a.generation and b.generation and a.generation != b.generation:
        return Likeness.OTHER
    if len(a.words) > 1 and sorted(a.words) == sorted(b.words):
        return Likeness.SAME
    return Likeness.LIKELY if _near(a, b) else Likeness.OTHER


def _near(a: PersonName, b: PersonName) -> bool:
    """Whether family names agree in part or but for a slip, and given names as far as they are given."""
    if not a.given or not b.given or not middle_initials_agree(a.given, b.given):
        return False
    given = any(_near_given(x, y) for x in a.given[:1] for y in b.given[:1])
    if len(a.last) == 1 or len(b.last) == 1:  # "Lena O."
        return given and a.last[:1] == b.last[:1] and a.given[:1] == b.given[:1]
    return given and (a.last == b.last or a.last in b.words or b.last in a.words or one_slip(a.last, b.last))


def _near_given(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    begins = long.startswith(short) and (len(short) == 1 or len(short) >= PREFIX)
    return begins or same_given_name(a, b) or one_slip(a, b)


def _same_given(a: Traits, b: Traits) -> bool:
    first = ([person_name(name).given[:1] for name in p.names] for p in (a, b))
    return any(len(x) > 1 and same_given_name(x, y) for one, other in product(*first) for x in one for y in other)


def clues(traits: Traits) -> Iterable[tuple[str, ...]]:
    """Keys of which two records that are one person share at least one."""
    lines = frozenset(map(without_extension, traits.numbers))
    for kind, values in (("e", traits.emails), ("p", traits.profiles), ("n", lines)):
        for value in values:
            yield kind, value
    levelled = [without_umlauts(name).split() for name in traits.names]
    words = {word for name in levelled for word in name if len(word) > 1}
    places = {place for employer in {post.employer for post in traits.posts} for place in _places(employer)}
    yield from product(words, places)
    yield from product({" ".join(sorted(name)) for name in levelled}, places)


def _places(employer: str) -> set[str]:
    """How spellings of an employer that are alike begin, or what their initials are."""
    name = company_name(employer)
    places = {w[:4] for w in (*name.core[:1], *name.loose[:1])} | {"".join(w[0] for w in name.plain)[:4]}
    return places | {name.plain[0][:4]} if len(name.plain) == 1 else places
