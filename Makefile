# The two commands a person needs are `make run` and `make test`; `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
export DJANGO_SETTINGS_MODULE ?= portal.settings.dev
export PYTHONUNBUFFERED := 1
# Compiled modules are kept: without them each start compiles a thousand files anew.
unexport PYTHONDONTWRITEBYTECODE
# The workers of pytest-xdist must name parametrized sets alike.
export PYTHONHASHSEED := 0
STATIC_SOURCES := $(shell find portal/static -type f 2>/dev/null) requirements.txt
CATALOGUES := $(wildcard locale/*/LC_MESSAGES/django.po)

.PHONY: help setup run demo test test-database check benchmark catalogues lock docs clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 18

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Name another one: make run PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

# The files pin the whole closure, so pip need not resolve: with resolving, a new release of a package that another
# one asks for with an extra (coverage[toml]) makes a hashed install fail from one day to the next. What is imported is
# compiled when it is first needed: a fifth of what there is.
PIP_OPTIONS := --quiet --disable-pip-version-check --no-deps --require-hashes --no-compile

$(VENV)/.installed: requirements.txt $(VENV)/.python
	$(BIN)/python -m pip install $(PIP_OPTIONS) -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(BIN)/python -m pip install $(PIP_OPTIONS) -r requirements-dev.txt
	@touch $@

$(VENV)/.assets: $(VENV)/.installed $(STATIC_SOURCES) $(CATALOGUES)
	@$(MANAGE) compile_catalogues
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@touch $@

setup: $(VENV)/.assets ## environment and assets only

run: setup ## everything, then the server on 127.0.0.1:8000 (PORT, DATABASE_URL … from the environment)
	@exec $(MANAGE) serve --demo

demo: setup ## fill the database with the demonstration zone
	@$(MANAGE) migrate --verbosity 0 && $(MANAGE) createcachetable && $(MANAGE) seed_demo

test: $(VENV)/.installed-dev ## the whole suite, on SQLite or on the PostgreSQL of DATABASE_URL (BUT="and not once": less)
	@$(MANAGE) compile_catalogues
	DJANGO_SETTINGS_MODULE=portal.settings.test $(BIN)/python -m pytest -n auto -m "not benchmark $(BUT)"

test-database: $(VENV)/.installed-dev ## only the migrated database that `make test` copies; it makes one itself where there is none
	DJANGO_SETTINGS_MODULE=portal.settings.test $(BIN)/python -m pytest tests/portal/test_database.py

check: $(VENV)/.installed-dev ## format, lint, templates, imports, types, migrations, deploy, catalogues
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djlint --check --quiet templates
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/lint-imports
	$(BIN)/mypy portal/models.py portal/states.py portal/figures.py portal/middleware.py portal/cells.py branches/scoping.py branches/models volunteers/models
	$(MANAGE) compile_catalogues
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) catalogues --check
	SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') ALLOWED_HOSTS=portal.example.org DJANGO_SETTINGS_MODULE=portal.settings.production $(MANAGE) check --deploy --fail-level WARNING

benchmark: $(VENV)/.installed-dev ## ratios of performance.md, measured in one run (PART=lists for one of them)
	DJANGO_SETTINGS_MODULE=portal.settings.test $(BIN)/python -m pytest -m benchmark -s tests/benchmarks$(if $(PART),/test_$(PART).py)

catalogues: $(VENV)/.installed-dev ## both catalogues anew from code and templates
	$(MANAGE) catalogues

lock: $(VENV)/.installed-dev ## pin requirements*.in anew
	$(BIN)/uv pip compile requirements.in -o requirements.txt --generate-hashes --universal --python-version 3.11 --no-annotate --no-header -q
	$(BIN)/uv pip compile requirements-dev.in -o requirements-dev.txt --generate-hashes --universal --python-version 3.11 --no-annotate --no-header -q

docs: $(VENV)/.installed ## print docs/permissions.md from the grants
	$(MANAGE) permissions > docs/permissions.md

clean: ## remove the environment and all data of this machine
	rm -rf $(VENV) var
