# Two commands matter: `make demo` (the whole job on the example desk) and `make test` (the whole suite).
# Each sets up what it needs in .venv; a second run reuses it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --constraint constraints.txt
FAILED = { echo "The download from the package registry failed; run the command again, it goes on where it stopped." >&2; exit 3; }

.PHONY: demo test proof proof-tools peers slow lint types coverage clean help

help:
	@echo "make demo      set up, take a fresh article in, draft, check and export it; export the reviewed examples"
	@echo "make test      set up and pass the tests"
	@echo "make proof     the pages in a real browser; installs Debian's Chromium, axe-core and the Nu checker"
	@echo "make peers     OmegaT, LibreOffice Writer and the schemas of OASIS, for the tests that need them; from Debian and npm"
	@echo "make slow      the tests that take longer or need the language model"
	@echo "make lint      ruff and the import contracts"
	@echo "make types     mypy, strict"
	@echo "make coverage  branch coverage of workflow/"

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	@echo "Setting up $(VENV) …"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --upgrade 'pip>=25' || $(FAILED)
	@touch $@

$(VENV)/.program: $(VENV)/.python pyproject.toml constraints.txt
	@echo "Installing the program and its engines (about 500 MB; a minute or two) …"
	@$(PIP) --editable '.[argos,llm]' || $(FAILED)
	@touch $@

$(VENV)/.dev: $(VENV)/.program
	@echo "Installing the test tools …"
	@$(PIP) --editable '.[argos,llm,dev]' || $(FAILED)
	@touch $@

demo: $(VENV)/.program
	@$(BIN)/python tools/demo.py

test: $(VENV)/.dev
	@$(BIN)/python -m pytest -n 2 --dist worksteal

slow: $(VENV)/.dev
	@$(BIN)/python -m pytest -m "slow or llm"

# Debian's Chromium, axe-core and the Nu HTML checker: with them `make test` proves the pages in a real browser.
$(VENV)/.proof: $(VENV)/.dev
	@echo "Installing the browser and the checkers of pages …"
	@command -v chromium >/dev/null && command -v java >/dev/null || { apt-get update -qq && apt-get install -y -qq chromium fonts-noto-cjk default-jre-headless >/dev/null; } || $(FAILED)
	@$(PIP) --editable '.[argos,llm,dev,proof]' || $(FAILED)
	@npm install --silent --no-audit --no-fund --no-save --prefix build/proof vnu-jar@26 axe-core@4 || $(FAILED)
	@touch $@

proof-tools: $(VENV)/.proof

proof: $(VENV)/.proof
	@$(BIN)/python -m pytest -m browser

# OmegaT and LibreOffice Writer (with the bridge to Debian's Python), with which articles are exchanged in slow tests, and
# the schemas of OASIS, which Debian ships with Symfony.
build/peers/.done:
	@echo "Installing OmegaT, LibreOffice Writer and the XLIFF schemas …"
	@mkdir -p build/peers && apt-get update -qq && apt-get install -y -qq --no-install-recommends omegat default-jre-headless libreoffice-writer python3-uno >/dev/null || $(FAILED)
	@cd build/peers && apt-get download -qq php-symfony-translation && for deb in *.deb; do dpkg -x $$deb .; done || $(FAILED)
	@cd build/peers && npm pack --silent @microsoft/jest-sarif@1.0.0-beta.0 >/dev/null && tar xzf microsoft-jest-sarif-*.tgz || $(FAILED)
	@touch $@

peers: build/peers/.done

coverage: $(VENV)/.dev
	@$(BIN)/python -m pytest -n 2 --dist worksteal --cov --cov-report=term-missing:skip-covered

lint: $(VENV)/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports

types: $(VENV)/.dev
	@$(BIN)/mypy

clean:
	rm -rf $(VENV) build
