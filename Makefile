# The project's commands; continuous integration calls the same ones. `make help` lists them.

PYTHON ?=
PORT ?= 8501
DEMO ?= 1
# Not taken from the environment: some shells set HOST to the machine's own name, and there is no sign-in yet.
HOST = 127.0.0.1
ARGS ?=

PY := .venv/bin/python
PYTEST := $(PY) -m pytest
# A process for each core; one that is done takes over half of what another has left.
PARALLEL := -n auto --maxprocesses 8 --dist worksteal
LOCK := tools/uv.sh pip compile pyproject.toml --quiet --universal --generate-hashes --no-header --python-version 3.11 $(if $(UPGRADE),--upgrade)

export PYTHON PORT HOST DEMO

.DEFAULT_GOAL := help
.PHONY: help setup run dev needs test test-long check format bench lock

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s%s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## make .venv and install requirements.lock (PYTHON=python3.12 for another Python)
	@tools/setup.sh run

run: setup ## start the dashboard with demo data (DEMO=0 for your own, PORT=8502, HOST=0.0.0.0)
	@tools/run.sh

dev: ## like setup, with what tests and checks need
	@tools/setup.sh dev

needs: dev # what tests need that pip does not bring
	@tools/test-needs.sh chromium postgresql

test: needs ## run all tests but the long ones, on all cores, with coverage (ARGS="-k slots" for some, without either)
ifeq ($(ARGS),)
	@$(PYTEST) -m "not long" $(PARALLEL) --cov --no-cov-on-fail
else
	@$(PYTEST) -m "not long" $(ARGS)
endif

test-long: needs ## run the long proofs
	@$(PYTEST) -m long --timeout=1800 $(if $(ARGS),$(ARGS),$(PARALLEL))

check: dev ## lint, formatting, types, import contracts
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(PY) .venv/bin/lint-imports

format: dev ## format the code and repair what the linter can
	@$(PY) -m ruff check --fix --exit-zero --quiet .
	@$(PY) -m ruff format .

bench: dev ## measure the speed that is promised
	@tools/test-needs.sh chromium
	@$(PY) -m benchmarks $(ARGS)

lock: ## write the lock files anew from pyproject.toml (UPGRADE=1 takes newer versions)
	@$(LOCK) --output-file requirements.lock
	@$(LOCK) --extra dev --output-file requirements-dev.lock
