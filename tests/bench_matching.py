"""How well and how fast names are matched, beside rapidfuzz, flashtext, pyahocorasick and DuckDB in the same run.

    python -m tests.bench_matching            prints the tables (some minutes)
    python -m tests.bench_matching --growth   1,000 to 1,000,000 employers as well, and redraws docs/matching-growth.png
    python -m tests.bench_matching --size N   one line of the growth table, as JSON

Works on the reference names and wire beside the repository; needs the extra `bench`. A list of any size is made of the
real names and of new ones put together from their words. CPU seconds of one core throughout.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import ahocorasick
import duckdb
from flashtext import KeywordProcessor
from rapidfuzz import fuzz, process

from callnow.model import Employer
from matching.names.build import build_index
from matching.names.disk import open_index, save_index
from matching.names.index import EmployerIndex
from matching.names.loose import loose_words
from matching.names.normalise import normalise
from matching.names.resolve import match_listed
from matching.names.scan import find_in_texts

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT / ".." / "shared"
SIZES = (1_000, 10_000, 100_000, 300_000, 1_000_000)
FORMS = ("Inc.", "Corp", "LLC", "Ltd.", "Co.", "Group", "Holdings, Inc.")
SHORT = {"international": "Int'l", "technologies": "Tech", "services": "Svcs", "manufacturing": "Mfg", "systems": "Sys"}


@dataclass(frozen=True, slots=True)
class Rival:
    """One line of a table: what was measured, things a CPU second, and the shares that were right."""

    name: str
    rate: float
    recall: float
    extra: str


def real_names() -> list[str]:
    """The names of the reference list, each once."""
    with gzip.open(SHARED / "names" / "employers.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        return list(dict.fromkeys(row["name"] for row in csv.DictReader(lines)))


def made_names(real: Sequence[str], size: int, seed: int = 7) -> list[str]:
    """`size` names nobody bears, put together from the words of real ones."""
    rng = random.Random(seed)
    parts = [name.split() for name in real]
    seen, out = set(real), []
    while len(out) < size:
        head, tail = rng.choice(parts), rng.choice(parts)
        name = " ".join([*head[: rng.randint(1, 2)], *tail[-rng.randint(1, 3) :]])
        if name not in seen:
            seen.add(name)
            out.append(name)
    return out


def employers_of(names: Sequence[str]) -> list[Employer]:
    """Names as employers, numbered."""
    return [Employer(f"e{i}", name) for i, name in enumerate(names)]


def articles(count: int) -> list[str]:
    """Real press releases, title and text."""
    with gzip.open(SHARED / "wire" / "releases.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line, _ in zip(lines, range(count), strict=False))
        return [f"{row['title']}\n{row.get('body', '')}" for row in rows]


def spelled_otherwise(name: str, rng: random.Random) -> str:
    """The name as a wire or a form might spell it: another legal form or none, capitals, "and", abbreviations."""
    words = [w.strip(",") for w in name.split()]
    while len(words) > 2 and not loose_words(normalise(words[-1])):
        words.pop()
    words = [SHORT.get(w.lower(), w) if rng.random() < 0.3 else w for w in words]
    text = " ".join(words).replace("&", rng.choice(["&", "and"]))
    return rng.choice([text, text.upper(), f"{text} {rng.choice(FORMS)}", f"The {text}", f"{text}, Inc."])


def mistyped(name: str, rng: random.Random) -> str:
    """The name with one letter of its longest word left out, doubled, swapped or replaced."""
    word = max(name.split(), key=len)
    at = rng.randrange(1, max(len(word) - 1, 2))
    kinds = [
        word[:at] + word[at + 1 :],
        word[:at] + word[at - 1] + word[at:],
        word[:at] + rng.choice("aeiourst") + word[at + 1 :],
    ]
    return name.replace(word, rng.choice(kinds), 1)


def distinctive(names: Sequence[str]) -> list[str]:
    """Names of two words or more, twelve letters at least, all words capitalised and of letters."""
    words = ((n, loose_words(normalise(n))) for n in names if PLAIN.fullmatch(n))
    return [n for n, loose in words if len(loose) > 1 and len("".join(loose)) > 11]


PLAIN = re.compile(r"(?:[A-Z][A-Za-z'&-]+,?\.? ?)+")


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """CPU seconds, and what came of them."""
    begin = time.process_time()
    result = work()
    return time.process_time() - begin, result


def key(name: str) -> str:
    """What two spellings of one company share."""
    return "".join(loose_words(normalise(name)))


def mention_table(names: Sequence[str], index: EmployerIndex, count: int = 4_000) -> Iterator[Rival]:
    """Mentions of listed employers spelled otherwise (a third of them mistyped) and as many of absent ones."""
    rng = random.Random(3)
    listed = rng.sample(distinctive(names), count // 2)
    mentions = [mistyped(n, rng) if rng.random() < 1 / 3 else spelled_otherwise(n, rng) for n in listed]
    known = set(map(key, names))
    absent = [n for n in made_names(names, count, seed=11) if key(n) not in known][: count // 2]
    truth = [key(n) for n in listed] + [""] * len(absent)
    asked = [*mentions, *absent]

    def rival(name: str, spent: float, found: Sequence[str], asked_of: Sequence[str]) -> Rival:
        right = sum(bool(t) and f == t for f, t in zip(found, asked_of, strict=True))
        wrong = sum(bool(f) and f != t for f, t in zip(found, asked_of, strict=True))
        recall = right / max(sum(map(bool, asked_of)), 1)
        return Rival(name, len(asked_of) / spent, recall, f"precision {right / max(right + wrong, 1):.3f}")

    list(match_listed(asked[:500], index))
    spent, found = timed(lambda: [key(m.employer) if m.employer_id else "" for m in match_listed(asked, index)])
    yield rival("callnow", timed(lambda: sum(1 for _ in match_listed(asked, index)))[0], found, truth)  # type: ignore[arg-type]
    some = rng.sample(range(len(asked)), 40)
    cores = [normalise(n) for n in names]

    def best(mention: str) -> str:
        hit = process.extractOne(normalise(mention), cores, scorer=fuzz.WRatio, score_cutoff=95)
        return key(names[hit[2]]) if hit else ""

    spent, found = timed(lambda: [best(asked[i]) for i in some])
    yield rival("rapidfuzz.process.extractOne, WRatio ≥ 95", spent, found, [truth[i] for i in some])  # type: ignore[arg-type]
    exact = {core: key(name) for core, name in zip(cores, names, strict=True) if core}
    spent, found = timed(lambda: [exact.get(normalise(m), "") for m in asked])
    yield rival("normalised names in a dict", spent, found, truth)  # type: ignore[arg-type]
    yield _duckdb_line(names, cores, asked, truth, rival)


def _duckdb_line(
    names: Sequence[str], cores: Sequence[str], asked: Sequence[str], truth: Sequence[str], rival: Callable[..., Rival]
) -> Rival:
    """DuckDB's jaro_winkler_similarity joined over the list, for a sample of the mentions, on one thread."""
    some = random.Random(5).sample(range(len(asked)), 40)
    con = duckdb.connect(config={"threads": 1})
    con.execute("create table list (n integer, core varchar)")
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(enumerate(cores))
        file.flush()
        con.execute(f"copy list from '{file.name}' (format csv)")
    con.execute("create table mention (n integer, core varchar)")
    con.executemany("insert into mention values (?, ?)", [(i, normalise(asked[i])) for i in some])
    query = """select m.n, arg_max(l.n, jaro_winkler_similarity(m.core, l.core)) from mention m, list l
               where jaro_winkler_similarity(m.core, l.core) >= 0.95 group by m.n"""
    spent, rows = timed(lambda: con.execute(query).fetchall())
    hits = dict(rows)  # type: ignore[call-overload]
    return rival(
        "DuckDB jaro_winkler_similarity ≥ .95 join",
        spent,
        [key(names[hits[i]]) if i in hits else "" for i in some],
        [truth[i] for i in some],
    )


def scan_table(made: Sequence[str], index: EmployerIndex, count: int = 1_600) -> Iterator[Rival]:
    """Press releases with an employer's name put in, spelled otherwise or mistyped; names nobody bears, so that all
    that is found besides is spurious."""
    rng = random.Random(9)
    plain = articles(count)
    chosen = rng.sample(distinctive(made), count)
    told = [mistyped(n, rng) if i % 2 else spelled_otherwise(n, rng) for i, n in enumerate(chosen)]
    texts = [f"{t}\nYesterday {n} said that its staff would hear first." for t, n in zip(plain, told, strict=True)]
    wanted = [key(n) for n in chosen]
    names = dict(enumerate(made))

    def rival(name: str, spent: float, found: Sequence[set[str]]) -> Rival:
        hit = [w in f for w, f in zip(wanted, found, strict=True)]
        spurious = sum(len(f - {w}) for w, f in zip(wanted, found, strict=True)) / len(found)
        spelled, typed = sum(hit[::2]) / len(hit[::2]), sum(hit[1::2]) / len(hit[1::2])
        return Rival(
            name,
            len(texts) / spent,
            sum(hit) / len(hit),
            f"spellings {spelled:.3f}, typos {typed:.3f}, spurious {spurious:.2f}",
        )

    list(find_in_texts(texts[:40], index))
    spent, _ = timed(lambda: list(find_in_texts(texts, index)))
    yield rival("callnow", spent, [{key(n.employer) for n in found} for found in find_in_texts(texts, index)])
    keywords, automaton = KeywordProcessor(), ahocorasick.Automaton()
    for i, name in names.items():
        if len(core := normalise(name)) > 2:
            keywords.add_keyword(core, i)
            automaton.add_word(f" {core} ", i)
    automaton.make_automaton()
    low = [t.lower() for t in texts]  # rivals get lower case and plain spaces for nothing
    spent, hits = timed(lambda: [set(keywords.extract_keywords(t)) for t in low])
    yield rival("flashtext", spent, [{key(names[i]) for i in h} for h in hits])  # type: ignore[attr-defined]
    flat = [" " + re.sub(r"[^a-z0-9]+", " ", t) + " " for t in low]
    spent, hits = timed(lambda: [{i for _, i in automaton.iter(t)} for t in flat])
    yield rival("pyahocorasick", spent, [{key(names[i]) for i in h} for h in hits])  # type: ignore[attr-defined]


def peak_memory() -> float:
    """The most memory this program has held, in MiB (getrusage would count the process it was started from)."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return float(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024  # type: ignore[index]


def measure(size: int) -> dict[str, float]:
    """One line of the growth table, measured in this process."""
    real = real_names()
    names = [*real[:size], *made_names(real, max(size - len(real), 0))]
    employers = employers_of(names)
    before = peak_memory()
    begin = time.perf_counter()
    spent, index = timed(lambda: build_index(employers))
    wall = time.perf_counter() - begin
    peak = peak_memory()
    assert isinstance(index, EmployerIndex)
    with tempfile.TemporaryDirectory() as folder:
        place = save_index(index, Path(folder))
        begin = time.perf_counter()
        opened = open_index(place)
        assert opened is not None
        reopened = time.perf_counter() - begin
        disk = sum(f.stat().st_size for f in place.iterdir())
        with (SHARED / "names" / "mentions.csv").open(encoding="utf-8", newline="") as lines:
            mentions = [row["mention"] for row in csv.DictReader(lines)]
        list(match_listed(mentions, opened))
        rate = max(len(mentions) / timed(lambda: sum(1 for _ in match_listed(mentions, opened)))[0] for _ in range(3))
        texts = articles(300)
        list(find_in_texts(texts, opened))
        scanned = max(len(texts) / timed(lambda: list(find_in_texts(texts, opened)))[0] for _ in range(3))
    return {
        "employers": size, "build_cpu_s": spent, "build_wall_s": wall, "peak_mb": peak, "list_mb": before,
        "disk_mb": disk / 2**20, "open_s": reopened, "mentions_s": rate, "articles_s": scanned,
    }  # fmt: skip


def growth() -> list[dict[str, float]]:
    """All lines of the growth table, each measured in a process of its own."""
    rows = []
    for size in SIZES:
        command = [sys.executable, "-m", "tests.bench_matching", "--size", str(size)]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        rows.append(json.loads(done.stdout.splitlines()[-1]))
    return rows


def draw(rows: Sequence[dict[str, float]], path: Path) -> None:
    """The growth table as two small plots."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    sizes = [row["employers"] for row in rows]
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.2), dpi=90)
    left.plot(sizes, [row["mentions_s"] for row in rows], marker="o", label="mentions")
    left.plot(sizes, [row["articles_s"] for row in rows], marker="s", label="whole articles")
    left.set(xscale="log", yscale="log", xlabel="employers", ylabel="a CPU second", ylim=(1e2, 1e5))
    left.legend()
    right.plot(sizes, [row["build_cpu_s"] for row in rows], marker="o", label="built, CPU s")
    right.plot(sizes, [max(row["open_s"], 1e-3) for row in rows], marker="s", label="reopened, s")
    right.set(xscale="log", yscale="log", xlabel="employers", ylabel="seconds")
    right.legend()
    for axes in (left, right):
        axes.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(path)


def show(title: str, unit: str, rivals: Iterator[Rival]) -> None:
    """A table in Markdown."""
    print(f"\n{title}\n\n| | {unit} a CPU second | recall | |\n|---|---|---|---|")
    for r in rivals:
        print(f"| {r.name} | {r.rate:,.0f} | {r.recall:.3f} | {r.extra} |", flush=True)


def main() -> None:
    """Prints what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--size", type=int)
    parser.add_argument("--growth", action="store_true")
    args = parser.parse_args()
    if not SHARED.exists():
        raise SystemExit(f"the reference names are not at {SHARED.resolve()}: nothing to measure with")
    if args.size:
        print(json.dumps(measure(args.size)))
        return
    real = real_names()
    made = made_names(real, 100_000)
    names = [*real, *made[: 100_000 - len(real)]]
    show(
        "Mentions against 100,000 employers",
        "mentions",
        mention_table(names, build_index(employers_of(names), aliases=())),
    )
    show("Texts against 100,000 employers", "articles", scan_table(made, build_index(employers_of(made), aliases=())))
    if args.growth:
        rows = growth()
        draw(rows, ROOT / "docs" / "matching-growth.png")
        print("\n| " + " | ".join(rows[0]) + " |\n|" + "---|" * len(rows[0]))
        for row in rows:
            print("| " + " | ".join(f"{v:,.3g}" if v < 100 else f"{v:,.0f}" for v in row.values()) + " |")


if __name__ == "__main__":
    main()
