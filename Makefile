# make demo: install, lint a good and a faulty sample, render the good one.  make test: install, run the tests.
# Python 3.11 or later is looked for as python3; PYTHON=python3.12 make demo chooses another.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
RUN = $(BIN)/python -m sendadvice_docs
OUT ?= demo-output
GOOD = samples/year-10-annual-review.yaml
FAULTY = samples/year-10-annual-review-faulty.yaml

.PHONY: demo test quick valid eval bench check format catalogue reader templates pictures clean

$(VENV)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
	  { echo "Python 3.11, 3.12 or 3.13 is needed; choose one with: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@$(BIN)/python -m compileall -q sendadvice_docs
	@-$(BIN)/python -m sendadvice_docs.ready
	@touch $@

$(VENV)/installed-test: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

demo: $(VENV)/installed
	@echo "== A good advice: $(GOOD)"
	@$(RUN) lint $(GOOD)
	@echo "== Its faulty twin: $(FAULTY)"
	@$(RUN) lint --fail-on never $(FAULTY)
	@echo "== The good advice as sections of the plan"
	@$(RUN) render $(GOOD) --out $(OUT) --force

test: $(VENV)/installed-test
	$(BIN)/python -m pytest -n 2

quick: $(VENV)/installed-test
	$(BIN)/python -m pytest -n 2 -m 'not slow'

# Whether python-docx, LibreOffice and the Open XML validator take every document of every sample.
valid: $(VENV)/installed tools/validator/node_modules
	$(BIN)/python tools/validate_outputs.py

tools/validator/node_modules: tools/validator/package-lock.json
	npm install --prefix tools/validator --no-save --no-audit --no-fund
	@touch $@

check: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/installed-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: $(VENV)/installed
	$(BIN)/python tools/make_measures.py

# How fast the checks read, compared with proselint and spaCy, and how fast documents are written, with docxtpl.
bench: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[benchmark]'
	$(BIN)/python benchmarks/lint.py
	$(BIN)/python benchmarks/render.py

catalogue: $(VENV)/installed
	$(BIN)/python tools/make_catalogue.py
	$(BIN)/python tools/make_checks_page.py
	$(BIN)/python tools/make_pathways.py
	$(BIN)/python tools/make_template_fields.py

reader: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	$(BIN)/python tools/train_second_reader.py

templates: $(VENV)/installed
	$(BIN)/python tools/make_templates.py
	$(BIN)/python tools/make_flat_template.py

pictures: $(VENV)/installed-test
	$(BIN)/python tools/make_pictures.py

clean:
	rm -rf build dist $(OUT) .pytest_cache .mypy_cache .ruff_cache .hypothesis
