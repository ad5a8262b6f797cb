"""Whether two web domains are of one company: by what stands before the public suffix ("co.uk", "de")."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from matching.comparing.companies import compare_companies
from matching.comparing.likeness import Likeness


def same_owner(one: str, other: str, is_free_mail: Callable[[str], bool]) -> bool:
    """Whether two domains are of one company: tavrick.de, mail.tavrick.com and tavrick-group.com. Two below a mail
    provider's are not."""
    if _within(one, other) or _within(other, one):
        return True
    (name, registered), (other_name, other_registered) = _registered(one), _registered(other)
    if is_free_mail(registered) or is_free_mail(other_registered):
        return False
    return registered == other_registered or compare_companies(name, other_name) is Likeness.SAME


def is_named_after(domain: str, company: str) -> bool:
    """Whether a domain is called as a company is: tavrick-medical.com."""
    return compare_companies(_registered(domain)[0], company) is Likeness.SAME


def _within(domain: str, parent: str) -> bool:
    return domain == parent or domain.endswith("." + parent)


@lru_cache(maxsize=8192)
def _registered(domain: str) -> tuple[str, str]:
    """The words of what somebody registered, and that with its suffix: of "us.tavrick-medical.co.uk" "tavrick medical"
    and "tavrick-medical.co.uk"."""
    from tld import get_tld  # noqa: PLC0415 - a third of a second, for addresses that are not simply the employer's
    from tld.utils import Result  # noqa: PLC0415

    found = get_tld(f"http://{domain}", as_object=True, fail_silently=True)
    name, registered = (found.domain, found.fld) if isinstance(found, Result) else (domain.partition(".")[0], domain)
    return name.replace("-", " "), registered
