.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

bin := .venv/bin

# Compiled once and kept: otherwise each process of the tests compiles them all again.
export PYTHONDONTWRITEBYTECODE :=
pip := $(bin)/python -m pip --disable-pip-version-check --quiet

.PHONY: help
help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: play
play: .venv/play.stamp ## Start Giveget with a local Slack in the browser (port=8000 to choose one)
	@$(bin)/giveget play $(if $(port),--port $(port))

.PHONY: test
test: check ## Check everything, then run every test but the long ones (only="-k goodwill" for some)
	@.ci/browser
	@$(bin)/python -m pytest -n 2 -m "not timing and not packaging and not hostile" $(only)

.PHONY: test-all
test-all: test ## All of that, then new examples, what asserts seconds, the wheel, attacks, and the faults; forty minutes
	@$(bin)/python -m pytest -n 2 -m hypothesis --hypothesis-profile=new
	@$(bin)/python -m pytest -m "packaging or hostile"
	@GIVEGET_TIMING=yes $(bin)/python -m pytest -n 0 -m "timing or in_time"
	@$(bin)/python -m tests.faults

.PHONY: check
check: .venv/test.stamp ## Lint, formatting, types and the walls between folders
	@$(bin)/ruff check .
	@$(bin)/ruff format --check .
	@$(bin)/mypy
	@$(bin)/lint-imports --no-logo

.PHONY: fix
fix: .venv/test.stamp ## Mend what the linter and the formatter can mend by themselves
	@$(bin)/ruff check --fix .
	@$(bin)/ruff format .

.PHONY: bench
bench: .venv/test.stamp ## Measure on this machine against bare apps and peers; a table of targets at the end (november=CHECKOUT)
	@$(bin)/python -m tests.bench.reader
	@$(bin)/python -m tests.bench.store
	@$(bin)/python -m tests.bench.sayings
	@$(bin)/python -m tests.bench.meso
	@$(bin)/python -m tests.bench $(if $(november),--november $(november))

.PHONY: eval
eval: .venv/test.stamp ## Measure the reading of lines, conversations, sentences and offers on labelled data (data=FOLDER)
	@$(bin)/python -m tests.evals $(data)

.PHONY: sentences
sentences: .venv/test.stamp ## Print every ready sentence of the stories and of conversations (data=FOLDER for more of them)
	@$(bin)/python -m tests.evals.sentences $(data)

.PHONY: weights
weights: .venv/test.stamp ## Learn anew how much words say of what a sentence does (after changing its sentences)
	@$(bin)/python -m tests.evals.teach

.PHONY: concern-weights
concern-weights: .venv/test.stamp ## Learn anew how much words say of law and fairness (after changing tests/evals/concerns.tsv)
	@$(bin)/python -m tests.evals.teach_concerns

.PHONY: words
words: .venv/test.stamp ## Bring the catalogs up to date with templates and code, and list what to translate (lang=fr begins one)
	@$(bin)/python -m tests.words $(lang)

.PHONY: conform
conform: .venv/test.stamp ## Type-check all that is sent to Slack against the newest @slack/types (needs npm; tests="PATHS" for some)
	@$(bin)/python -m tests.conform $(tests)

.PHONY: hostile
hostile: .venv/test.stamp ## Let strangers press every button, and send odd requests, figures and texts through every door
	@$(bin)/python -m pytest -n 0 -m hostile

.PHONY: faults
faults: .venv/test.stamp ## Let everything go wrong at once, on each database, and count what is lost or doubled; under 25 minutes
	@$(bin)/python -m tests.faults

.PHONY: picture
picture: .venv/test.stamp ## Take the README's picture of the playground again
	@.ci/browser
	@$(bin)/python -m tests.playground.browser.picture tests/playground/browser/playground.png

.PHONY: migration
migration: .venv/test.stamp ## Write a migration for what changed in the tables (m="why")
	@test -n "$(m)" || { echo 'Say why: make migration m="gives have a review day"'; exit 2; }
	@$(bin)/alembic revision --autogenerate -m "$(m)"

.PHONY: lock
lock: build/lock/bin/uv ## Pin the newest versions that pyproject.toml allows
	@$(call compile,--extra dev,test)
	@$(call compile,--extra postgres --constraint requirements/test.txt,serve)
	@$(call compile,--extra play --constraint requirements/test.txt,play)

.PHONY: sbom
sbom: build/tools/bin/cyclonedx-py ## Write what a serving process is made of into build/: SBOM (CycloneDX) and licences
	@"$$(.ci/python)" -m venv --clear build/serving
	@build/serving/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/serve.txt
	@build/tools/bin/cyclonedx-py environment build/serving/bin/python -o build/giveget.cdx.json
	@build/tools/bin/pip-licenses --python=build/serving/bin/python --from=mixed --with-urls --format=markdown --output-file=build/licences.md
	@echo "build/giveget.cdx.json and build/licences.md are written."

.PHONY: pythons
pythons: ## Install, build the wheel and try every command with each Python from 3.11 to 3.14 that is here
	@.ci/pythons

.PHONY: clean
clean: ## Remove what can be made again
	@rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find bot tests migrations templates -name __pycache__ -type d -prune -exec rm -rf {} +

compile = build/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --no-config --no-header \
	--no-emit-index-url --no-emit-find-links \
	--annotation-style line --generate-hashes $(1) pyproject.toml -o requirements/$(2).txt

build/tools/bin/cyclonedx-py:
	@"$$(.ci/python)" -m venv build/tools
	@build/tools/bin/python -m pip --disable-pip-version-check --quiet install cyclonedx-bom pip-licenses

build/lock/bin/uv:
	@"$$(.ci/python)" -m venv build/lock
	@build/lock/bin/python -m pip --disable-pip-version-check --quiet install uv

.venv/%.stamp: requirements/%.txt pyproject.toml | .venv/bin/python
	@echo "Installing what '$*' needs into .venv …"
	@$(pip) install --require-hashes -r $<
	@$(pip) install --no-deps --editable .
	@touch $@ .venv/play.stamp # what tests need includes what playing needs

.venv/bin/python:
	@python="$$(.ci/python)" && "$$python" -m venv .venv
