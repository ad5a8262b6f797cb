"""Which addresses may be connected to."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest

from callnow.errors import AddressRefused, FetchFailed, SettingError, SourceError
from callnow.http.addresses import checked_addresses, literal, read_url, refusal
from callnow.settings import load_settings

LIST = Path(__file__).resolve().parents[3] / ".." / "shared" / "corpora" / "ssrf_urls.txt"

# Where names lead that anybody may own or a network may know.
NAMES = {
    "public.test": ["93.184.215.14"],
    "mixed.test": ["93.184.215.14", "127.0.0.1"],
    "v6only.test": ["::1"],
    "nat64.test": ["64:ff9b::7f00:1"],
    "six4.test": ["2002:7f00:1::"],
    "localtest.me": ["127.0.0.1"],
    "127.0.0.1.nip.io": ["127.0.0.1"],
    "rebound.example.com": ["10.1.2.3"],
}


async def names(host: str, port: int) -> list[str]:
    return NAMES.get(host, ["127.0.0.1"])


def check(text: str, *allowed: str) -> list[str]:
    return asyncio.run(checked_addresses(read_url(text), allowed, names))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254",
        "100.64.0.1", "100.100.100.200", "192.0.0.192", "192.0.0.9", "192.0.2.1", "198.18.0.1", "198.51.100.1",
        "203.0.113.9",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "168.63.129.16", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2002:a00:1::", "2001:0:7f00:1::",
        "2001:db8::1", "nonsense",
    ],
)  # fmt: skip
def test_not_public(address: str) -> None:
    """An address that is not global unicast, or carries an IPv4 address that is not, is refused."""
    assert refusal(address)


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"],
)
def test_public(address: str) -> None:
    """A public address, in whatever form it is carried, is not refused."""
    assert refusal(address) == ""


@pytest.mark.parametrize(
    ("host", "is_really"),
    [
        ("127.1", "127.0.0.1"), ("2130706433", "127.0.0.1"), ("0x7f000001", "127.0.0.1"), ("0177.0.0.1", "127.0.0.1"),
        ("0x7f.0.0.1", "127.0.0.1"), ("0", "0.0.0.0"), ("①②⑦.⓪.⓪.①", "127.0.0.1"), ("127。0。0。1", "127.0.0.1"),
        ("1.2.3.4.5", "0.0.0.0"), ("news.example.com", None), ("3com.example", None),
    ],
)  # fmt: skip
def test_spelled_addresses(host: str, is_really: str | None) -> None:
    """A host that a resolver may read as an address is read as that address, without asking one."""
    assert literal(host) == is_really


def test_one_bad_address_refuses_the_name() -> None:
    """A name with a public and a loopback address is refused as a whole."""
    assert check("http://public.test/") == ["93.184.215.14"]
    with pytest.raises(AddressRefused, match=r"127\.0\.0\.1") as refused:
        check("http://mixed.test/")
    said, _, to_do = str(refused.value).partition(" — ")
    assert said == "mixed.test:80 leads to 127.0.0.1, which is not a public address"
    assert to_do == refused.value.hint


@pytest.mark.parametrize(
    "host", ["intranet", "printer.local", "db.internal", "api.default.svc", "a.home.arpa", "x.localhost"]
)
def test_inside_names(host: str) -> None:
    """A name that only means something inside a network is refused without looking it up."""
    with pytest.raises(AddressRefused, match="private network"):
        check(f"http://{host}/")


def test_settings_allow_one_host_and_port() -> None:
    """A setting lets one host and port through, and no other port of that host."""
    assert check("http://127.0.0.1:8765/x.rss", "127.0.0.1:8765") == ["127.0.0.1"]
    assert check("http://intranet/feed", "intranet:80") == ["127.0.0.1"]
    for other in ("http://127.0.0.1:8766/", "http://127.0.0.1/", "http://localhost:8765/", "https://127.0.0.1/"):
        with pytest.raises(AddressRefused):
            check(other, "127.0.0.1:8765")


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("[::1]:8799", "http://[::1]:8799/feed"),
        ("[0:0::1]:8799", "http://[::1]:8799/feed"),
        ("Localhost:8765", "http://localhost:8765/"),
        ("müller.local:80", "http://MÜLLER.local/"),
        ("intranet.:443", "https://intranet/"),
    ],
)
def test_a_setting_names_a_host_as_people_write_it(written: str, url: str, tmp_path: Path) -> None:
    """IPv6 in brackets, capitals, letters beyond ASCII: what a refusal says to add to the settings lets it through."""
    with pytest.raises(AddressRefused) as refused:
        check(url)
    for pair in (written, refused.value.key):
        assert check(url, *load_settings(tmp_path, fetch={"allow_private": [pair]}).fetch.allow_private)


@pytest.mark.parametrize(
    "pair", ["::1:8799", "[::g]:80", "[1:2]:80", "x:0", "x:99999", "a?b:80", "user@x:80", "x%41:80", "-ü-:80", "x:"]
)
def test_a_setting_that_names_no_host_and_port(pair: str, tmp_path: Path) -> None:
    """It is told with what would do, whatever makes it none."""
    with pytest.raises(SettingError, match="is not host:port"):
        load_settings(tmp_path, fetch={"allow_private": [pair]})


@pytest.mark.parametrize(
    "text",
    [
        "file:///etc/passwd", "ftp://example.com/", "gopher://example.com:25/_x", "javascript:alert(1)",
        "//example.com/",
        "example.com/feed", "http:///x", "http://", "http:\\\\example.com\\", "http://exa mple.com/",
        "http://example.com\t/",
        "http://user:secret@example.com/", "http://public.test@127.0.0.1/", "http://example.com:0/",
        "http://example.com:99999/",
        " http://example.com/", "",
    ],
)  # fmt: skip
def test_unusable_addresses(text: str) -> None:
    """What is not an http(s) address with a host, or carries credentials, is refused, and a secret is not repeated."""
    with pytest.raises(AddressRefused) as refused:
        read_url(text)
    assert refused.value.hint
    assert "secret" not in str(refused.value)


def test_unknown_name() -> None:
    """A name without any address is a failure of the look-up, not a refusal."""

    async def nothing(host: str, port: int) -> list[str]:
        return []

    with pytest.raises(FetchFailed) as failed:
        asyncio.run(checked_addresses(httpx.URL("http://news.example.com/"), (), nothing))
    assert failed.value.kind == "dns"
    assert str(failed.value).count("news.example.com") == 1


@pytest.mark.skipif(not LIST.exists(), reason="the list of forged addresses is not here")
def test_forged_addresses() -> None:
    """None of the forged addresses gets past the check."""
    lines = [line for line in LIST.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert len(lines) >= 70
    passed = []
    for line in lines:
        try:
            passed.append((line, check(line)))
        except SourceError:
            continue
    assert passed == []
