# The two commands that a newcomer needs: `make run` and `make test`. They need Python 3.11 or later, pip and make.
# All paths are relative, so that the folder may be called anything.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test faults fuzz bench workbench lint constraints schema docs quality output clean

run: .venv/installed
	@$(BIN)/zhengwen run

test: .venv/installed-dev
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

# Strike at many moments while commands run, other ones each time: what is lost, doubled or torn fails. To have the same
# moments again, name the seed that is told.
MOMENTS ?= 150
SEED ?= $(shell date +%s)
faults: .venv/installed-dev
	@echo "$(MOMENTS) moments, SEED=$(SEED)"
	$(BIN)/python -m pytest -n 2 --dist loadfile tests/faults --moments $(MOMENTS) --seed $(SEED)

# Look for inputs that break a promise: one target after the other, SECONDS each. TARGETS are all, if none is named.
SECONDS ?= 3600
fuzz: .venv/installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[fuzz]"
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS) $(TARGETS)

# The editor of the workbench, from npm; without it there is a plain one.
workbench: .venv/installed
	npm ci --prefix flows/server/workbench --ignore-scripts
	$(BIN)/python -m flows.server.workbench

# What it costs, into benchmarks/RESULTS.md: see benchmarks/README.md.
bench: .venv/installed-dev
	$(BIN)/python -m benchmarks $(if $(CORPUS),"$(CORPUS)") $(if $(ARTICLES),--articles $(ARTICLES))

lint: .venv/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy --strict

# Make the committed release again: from the seeds alone, in an empty output folder.
output: .venv/installed
	rm -rf output .zhengwen
	$(BIN)/zhengwen run

# The page that explains the ontology.
docs: .venv/installed
	$(BIN)/python -m flows.publication.documentation > ontology/zhengwen.html

# What void.ttl says of quality: from the committed figures of the held-out articles.
quality: .venv/installed
	$(BIN)/python -m flows.evaluation.shipped tests/gold/final > ontology/quality.json

schema: .venv/installed
	$(BIN)/python -m flows.cli.schema > ontology/facts.schema.json

# Pin what an empty environment gets from pyproject.toml today, and list the licences of that. Of the pins, only names
# and versions are written.
constraints:
	rm -rf .venv-constraints
	$(PYTHON) -m venv .venv-constraints
	.venv-constraints/bin/python -m pip install --quiet ".[dev,audit,fuzz]"
	.venv-constraints/bin/python -m pip freeze --exclude zhengwen | grep -E '^[A-Za-z0-9._-]+==' | LC_ALL=C sort -f > constraints.txt
	.venv-constraints/bin/pip-licenses --with-system --format=csv --ignore-packages zhengwen pip setuptools > docs/licences.csv
	rm -rf .venv-constraints

clean:
	rm -rf .venv .venv-constraints

.venv/created:
	@$(PYTHON) -c 'import sys; sys.exit("zhengwen needs Python 3.11 or later" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv .venv
	@touch .venv/created

.venv/installed: .venv/created pyproject.toml constraints.txt
	@echo "Installing zhengwen into .venv (a minute or two, once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch .venv/installed

.venv/installed-dev: .venv/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch .venv/installed-dev
