"""Whether two prospects are one person: certainly, perhaps, or not.

Certain are the same e-mail or profile, the same mobile number, or the same name at the same employer in other
spellings, as long as nothing contradicts. What several share (a switchboard, info@…) proves nothing. Perhaps is asked.
The id that a list gives a person proves less: it may be a running number.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import IntEnum
from itertools import product

from callnow.fold import fold
from callnow.numbers import shares_number, without_extension
from matching.comparing.companies import company_name, compare_companies
from matching.comparing.likeness import Likeness
from matching.comparing.persons import near_given_name, person_name, without_umlauts
from matching.comparing.places import same_place
from matching.people.same_names import compare_names, same_first_name, spell_one_name

LINKEDIN = "linkedin.com/"
SIGNS_AGAINST = 2  # so many differences make two people of one name at one employer likely enough to ask


class Sameness(IntEnum):
    """What is known of two records: other people, perhaps one person (to be asked), certainly one."""

    OTHER = 0
    PERHAPS = 1
    CERTAIN = 2


class IdProof(IntEnum):
    """Whether a row and the record of the same id are of one person: of others, as far as is seen; of one, where the
    list shows nobody else; of one."""

    NONE = 0
    SOME = 1
    CERTAIN = 2


@dataclass(frozen=True, slots=True)
class PairFinding:
    """How two records stand to each other, and why in words. `strong`: by an address or number that is theirs alone;
    `own`: whatever name stands with it."""

    sameness: Sameness
    why: str = ""
    strong: bool = False
    own: bool = False


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
    name = Likeness.OTHER if two_generations(one, other) else compare_names(one.names, other.names)
    by_address = (
        (one.emails & other.emails, "the same e-mail"),
        (one.profiles & other.profiles, "the same profile"),
        (one.mobiles & other.mobiles, "the same mobile number"),
    )
    shared = [why for shared_values, why in by_address if shared_values]
    if shared:
        return _by_address(one, other, name, shared)
    number = shares_number(one.numbers, other.numbers)
    if name is Likeness.SAME and number and not _other_middle_names(one, other):
        return PairFinding(Sameness.CERTAIN, "the same name and number", strong=True)
    return _by_name(one, other, name, number=number)


def proof_of_id(one: Traits, other: Traits) -> IdProof:
    """What an id that two records share proves. Something of the person must agree: the employer alone is that of all
    colleagues, whom a running number turns into each other when a row is inserted."""
    found, name = compare(one, other).sameness, compare_names(one.names, other.names)
    if found is Sameness.CERTAIN or name is Likeness.SAME:  # a new employer under the same name
        return IdProof.CERTAIN
    married = same_first_name(one.names, other.names) and _employers(one, other) is not Likeness.OTHER
    some = found is Sameness.PERHAPS or name is Likeness.LIKELY or married
    return IdProof.SOME if some else IdProof.NONE


def _by_address(one: Traits, other: Traits, name: Likeness, shared: list[str]) -> PairFinding:
    why = " and ".join(shared)
    if name is not Likeness.OTHER or _married(one, other):
        return PairFinding(Sameness.CERTAIN, why, strong=True, own=True)
    return PairFinding(Sameness.PERHAPS, f"{why}, under another name")


def _married(one: Traits, other: Traits) -> bool:
    """Whether two surnames are of one person, who shares a mailbox, a page or a mobile number under one first name. A
    mailbox must be called by that name: two Marias may sit behind frontdesk@."""
    names = one.names | other.names
    called_so = any(spell_one_name([email.partition("@")[0]], names) for email in one.emails & other.emails)
    theirs = called_so or one.profiles & other.profiles or one.mobiles & other.mobiles
    return bool(theirs) and same_first_name(one.names, other.names) and not two_generations(one, other)


def _by_name(one: Traits, other: Traits, name: Likeness, *, number: bool) -> PairFinding:
    if name is Likeness.OTHER:
        same = number and same_first_name(one.names, other.names)
        return PairFinding(Sameness.PERHAPS, "the same first name and number") if same else NOTHING
    employer = _employers(one, other)
    if employer is Likeness.OTHER:
        why = "a similar name and the same number" if number else _moved(one, other, name)
        return PairFinding(Sameness.PERHAPS, why) if why else NOTHING
    where = "the same employer" if employer is Likeness.SAME else "a similar employer"
    against = _against(one, other)
    if name is not Likeness.SAME:
        why = f"a similar name at {where}{' and the same number' if number else ''}"
        # One first name, one number, one employer: "Lena O." is Lena Okonjo, who is Lena Okonjo-Reyes.
        sure = number and not against and same_first_name(one.names, other.names)
        return PairFinding(Sameness.CERTAIN, why, strong=True) if sure else PairFinding(Sameness.PERHAPS, why)
    if against:
        return PairFinding(Sameness.PERHAPS, f"the same name at {where}, but {against}")
    if employer is Likeness.SAME or _same_post(one, other):
        return PairFinding(Sameness.CERTAIN, f"the same name at {where}")
    return PairFinding(Sameness.PERHAPS, f"the same name at {where}")


def _moved(one: Traits, other: Traits, name: Likeness) -> str:
    """Why two of one full name may be one person who took the same post elsewhere, or "". A title of one word ("CFO")
    is that of many, and only says so in one town."""
    titles = [{fold(title) for title in _each_post(traits, "title")} for traits in (one, other)]
    if name is not Likeness.SAME or not same_first_name(one.names, other.names) or _told_apart(one, other):
        return ""
    same = any(" " in title or not _other_towns(one, other) for title in titles[0] & titles[1])
    return "the same name and title at another employer" if same else ""


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
    if told_apart := _told_apart(one, other):
        return told_apart
    signs = (
        (_differ(one.mobiles, other.mobiles), "other mobile numbers"),
        (_differ(_each_post(one, "function"), _each_post(other, "function")), "other posts"),
        (_other_towns(one, other), "other towns"),
    )
    signs_seen = [words for differs, words in signs if differs]
    return " and ".join(signs_seen) if len(signs_seen) >= SIGNS_AGAINST else ""


def _told_apart(one: Traits, other: Traits) -> str:
    """What tells two people of one name apart whatever else is known, "" where nothing does."""
    if _differ(_on_linkedin(one), _on_linkedin(other)):
        return "two LinkedIn pages"
    if _other_generation(one, other):
        return "one is called Jr., Sr. or III"
    if _other_middle_names(one, other):
        return "other middle names"
    if _other_mailbox(one, other):
        return "two mailboxes of one domain"
    return ""


def _each_post(traits: Traits, field: str) -> frozenset[str]:
    return frozenset(filter(None, (getattr(post, field) for post in traits.posts)))


def _other_towns(one: Traits, other: Traits) -> bool:
    pairs = [same_place(a, b) for a, b in product(_each_post(one, "city"), _each_post(other, "city"))]
    return bool(pairs) and all(same is False for same in pairs)


def two_generations(one: Traits, other: Traits) -> bool:
    """Whether one is called "Jr." and the other "Sr." or "III": they are two, also where a list calls both by the bare
    name."""
    return _differ(_generations(one) - {""}, _generations(other) - {""})


def _other_generation(one: Traits, other: Traits) -> bool:
    """Whether "Jr." or "III" tells them apart, also where only one of them is ever called so."""
    return not _generations(one) & _generations(other) or two_generations(one, other)


def _generations(traits: Traits) -> frozenset[str]:
    return frozenset(person_name(name).generation for name in traits.names)


def _other_middle_names(one: Traits, other: Traits) -> bool:
    """Whether each has middle names, or initials of them ("John A. Quill"), and none is among the other's names."""
    pairs = [(a, b) for a, b in product(_given_names(one), _given_names(other)) if len(a) > 1 and len(b) > 1]
    among = (any(near_given_name(x, y) for x, y in (*product(a[1:], b), *product(a, b[1:]))) for a, b in pairs)
    return bool(pairs) and not any(among)


def _given_names(traits: Traits) -> set[tuple[str, ...]]:
    """The given names in each spelling, without a nickname."""
    names = (person_name(name) for name in traits.names)
    return {tuple(given for given in name.given if given != name.nickname) for name in names}


def _on_linkedin(traits: Traits) -> frozenset[str]:
    return frozenset(page for page in traits.profiles if page.startswith(LINKEDIN))


def _differ(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and not a & b


def _other_mailbox(one: Traits, other: Traits) -> bool:
    """Whether they have mailboxes at one domain that are not spellings of one name ("a.quill", "ada.quill")."""
    names = one.names | other.names
    pairs = [
        (x.partition("@")[0], y.partition("@")[0])
        for x, y in product(one.emails, other.emails)
        if x.partition("@")[2] == y.partition("@")[2]
    ]
    return bool(pairs) and not any(spell_one_name(pair, names) for pair in pairs)


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
    whole_names = {" ".join(sorted(name)) for name in levelled}
    yield from product(whole_names, places)
    yield from product("t", whole_names, {fold(post.title) for post in traits.posts if post.title})


def _places(employer: str) -> set[str]:
    """How spellings of an employer that are alike begin, or what their initials are."""
    name = company_name(employer)
    places = {w[:4] for w in (*name.core[:1], *name.loose[:1])} | {"".join(w[0] for w in name.plain)[:4]}
    return places | {name.plain[0][:4]} if len(name.plain) == 1 else places
