# Every command makes the virtual environment first, from the hash-locked requirements.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve test test-story test-all coverage mutants check golden docs licences lock bench clean
.DEFAULT_GOAL := site

site: $(READY)
	$(BIN)/mkdocs build --strict
	@echo "The site is in $(CURDIR)/site: open $(CURDIR)/site/index.html"

serve: $(READY)
	$(BIN)/mkdocs serve

test: $(READY)
	$(BIN)/python tests/browser.py
	$(BIN)/python -m pytest -n 2 --dist loadscope --no-loadscope-reorder

# What the lists in tests/story/ say of this story, and that its site is whole; after a change of the content.
test-story: $(READY)
	$(BIN)/python tests/browser.py
	$(BIN)/python -m pytest -n 2 --dist loadscope tests/story

# The same with large samples: every call of a build fails once, two hundred builds are killed.
test-all: export TEST_ALL := 1
test-all: test

# The modules that read, name, verify and write (pyproject.toml lists them) must be covered to the last branch by the tests
# made for them, and these must notice 95 of a hundred small mistakes in them.
GUARDS := $(patsubst %,tests/test_%.py,addresses characters checkouts checks dates deciding evidence fields gaps hand_pages html load \
	messages plain_text publish scalars walk)
QUICK := not mutant and not mkdocs and not killed_at and not two_builds

coverage: $(READY)
	$(BIN)/python -m coverage run -m pytest -q $(GUARDS) -k "$(QUICK)"
	$(BIN)/python -m coverage report

mutants: $(READY)
	$(BIN)/python tests/mutants.py $(GUARDS) -k "$(QUICK)"

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/builder check
	$(BIN)/builder docs --check
	$(BIN)/mkdocs build --strict
	$(MAKE) test

golden: $(READY)
	$(BIN)/python tests/golden.py

docs: $(READY)
	$(BIN)/builder docs

licences: $(READY)
	$(BIN)/python tests/licences.py

bench: $(READY)
	$(BIN)/python tests/bench.py

lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet uv
	.venv-lock/bin/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --upgrade -o requirements.lock

clean:
	rm -rf .venv .venv-lock site .site.new .site.old

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12"; exit 2; }
	$(PYTHON) -m venv .venv || { echo "On Debian: apt-get install python3-venv"; exit 2; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)
