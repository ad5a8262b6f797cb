# make demo: see what it does. make test: what must hold, in minutes; make integration: the rest of it, by whole runs.
# All make .venv first.
PYTHON ?= python3
BIN = .venv/bin
PIP = $(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt
PYTEST = $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder
TESTS = not slow and not integration

# TESTS='not slow' takes both in one run, as .ci/run does. make slow: the tests that take minutes.
.PHONY: demo test integration slow lint types fleet crash reader bench year clean

demo: .venv/ready
	$(BIN)/callnow demo

test: .venv/ready lint types
	$(PYTEST) -m "$(TESTS)"

integration: .venv/ready
	$(PYTEST) -m "integration and not slow"

slow: .venv/ready
	$(BIN)/pytest -m slow --timeout=900

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: .venv/ready
	$(BIN)/mypy

fleet: .venv/ready
	$(BIN)/python -m tests.fleet

crash: .venv/ready
	$(BIN)/python -m tests.crash

# make reader: trains the reader on the labelled texts of ../shared, in three rounds of 1,598 steps of 16 texts, of about 0.65 s
# each on two idle processors with AMX, 1.4 s on older ones.
# Then the prefilter is trained, and what the reader's probabilities mean is fitted on the check part. Copy the folder's files to data/reader to use them.
reader: .venv/train
	nice $(BIN)/python -m training.train --threads 2 --rounds 3 --more training/labels.jsonl training/own.jsonl --out data/var/reader
	nice $(BIN)/python -m training.prefilter --reader data/var/reader --more training/labels.jsonl training/own.jsonl
	nice $(BIN)/python -m training.calibrate --reader data/var/reader

bench: .venv/bench
	$(BIN)/python -m tests.bench_detection
	$(BIN)/python -m tests.bench_matching
	$(BIN)/python -m tests.bench_fetching
	$(BIN)/python -m tests.bench_page

year: .venv/bench
	$(BIN)/python -m tests.simulate_year

# uv takes a fifth of pip's time; where it finds a package nowhere, pip knows of more places (pip.conf).
.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	($(PIP) uv && $(BIN)/uv pip install --quiet --compile-bytecode --python .venv -c constraints.txt -e '.[test,cluster]') || $(PIP) -e '.[test,cluster]'
	touch $@

.venv/train: .venv/ready
	$(PIP) -e '.[train]'
	touch $@

.venv/bench: .venv/ready
	$(PIP) -e '.[bench]'
	touch $@

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis data/var
