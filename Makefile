# One command per purpose. `make site` and `make test` do everything that they need on a fresh machine.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LIGHTHOUSE := benchmarks/lighthouse/node_modules
SEARCHES := benchmarks/search/node_modules
COMPILE := $(VENV)-audit/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url $(ARGS)
CATALOGS := src/stickingpoints/i18n/catalogs
WEB_LINTERS := node_modules
WEB_SOURCES := eslint.config.js package.json 'src/stickingpoints/{site,editing}/**/*.{js,css,html}'
# Material for MkDocs ends on 2027-05-05 and says so in a banner at every build. RELEASING.md ("The end of
# Material") says what that means and what a move takes; here the banner would only hide other messages.
export NO_MKDOCS_2_WARNING := 1
# Images of containers often forbid Python to keep what it has compiled. The tests start it hundreds
# of times.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: site offline serve new fmt diff verify test prove fuzz test-fast check check-code check-web lint-web audit sbom licences bench readability lighthouse searches screenshots pictures generated guide lock clean

site: $(VENV)/site.done ## check the data and build site/ with every edition
	@$(BIN)/stickingpoints build

offline: site ## build the site again where there is no network (a namespace of Linux) and nothing is cached, and compare every byte
	@unshare --map-root-user --net true || { echo 'This system makes no namespace without a network, so nothing was shown. Ubuntu allows it after: sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0'; exit 1; }
	@STICKINGPOINTS_CACHE=/dev/null unshare --map-root-user --net $(BIN)/stickingpoints verify-build site

serve: $(VENV)/site.done ## preview, reloading when the data or a page is edited
	@$(BIN)/stickingpoints serve

new: $(VENV)/site.done ## add a stub of a record: make new ARGS="source --id un-report"; ARGS=--help lists the kinds
	@$(BIN)/stickingpoints new $(ARGS)

fmt: $(VENV)/site.done ## format the files of data/
	@$(BIN)/stickingpoints fmt $(ARGS)

diff: $(VENV)/site.done ## show what changed in meaning since main: make diff, or make diff ARGS="HEAD~3"
	@$(BIN)/stickingpoints diff $(or $(ARGS),main)

verify: $(VENV)/site.done ## check the quotes against saved copies: make verify ARGS="--copies ../copies"
	@$(BIN)/stickingpoints verify $(ARGS)

check: check-code ## linters, type checker, spelling, data check, layout of the data
	@$(BIN)/stickingpoints check
	@$(BIN)/stickingpoints fmt --check

check-code: $(VENV)/dev.done ## linters, type checker and spelling, without the data
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/codespell
	@$(MAKE) --no-print-directory check-web

# Without npm this is left out on a developer's machine, never in CI.
check-web: ## formatter and linter of the script, the styles and the templates (needs Node.js with npm)
	@if command -v npm > /dev/null; then $(MAKE) --no-print-directory lint-web; \
	elif [ -n "$$CI" ]; then echo 'npm is missing, which checks the script, the styles and the templates'; exit 1; \
	else echo 'Not checked: the script, the styles and the templates, which need Node.js with npm.'; fi

lint-web: $(WEB_LINTERS)/.package-lock.json
	@npx --no-install prettier --check --log-level warn $(WEB_SOURCES)
	@npx --no-install eslint eslint.config.js src

audit: $(VENV)-audit/done ## known vulnerabilities in the locked packages (needs the network)
	@$(VENV)-audit/bin/pip-audit --strict --disable-pip --require-hashes --progress-spinner off $(foreach file,$(wildcard requirements*.txt),--requirement $(file))

sbom: $(VENV)-audit/done $(VENV)-sbom/done ## what the site is built with, as a bill of materials with licences (CycloneDX): sbom.cdx.json
	@$(VENV)-audit/bin/cyclonedx-py environment --output-reproducible --pyproject pyproject.toml --output-file sbom.cdx.json $(VENV)-sbom
	@$(PYTHON) tests/licences.py sbom.cdx.json

licences: $(VENV)/dev.done $(VENV)-audit/done $(VENV)-bench/done ## list the licence of every package; fails for one that pyproject.toml does not allow
	@for folder in $(VENV) $(VENV)-audit $(VENV)-bench; do echo "# $$folder"; $$folder/bin/python tests/licences.py || exit 1; done
	@echo '# npm'; $(BIN)/python tests/licences.py package-lock.json benchmarks/*/package-lock.json

test: $(VENV)/dev.done ## all tests but the proofs, the real browser included; fails below 95 % of the branches
	@$(BIN)/python tests/browser.py
	@$(BIN)/pytest -m 'not proof' --cov --cov-report=term

prove: $(VENV)/dev.done ## the promises about whole sites that take long to show: hostile input, killed builds, the wheel, the same bytes elsewhere
	@$(BIN)/python tests/browser.py
	@$(BIN)/pytest -m proof

fuzz: $(VENV)/dev.done ## every command on every hostile project, builds killed at 50 moments, thousands of texts, then ten minutes of mutants: make fuzz ARGS="--seed 7"
	@$(BIN)/pytest --every-command tests/hostile
	@$(BIN)/pytest --moments 50 tests/site/test_robust_building.py
	@$(BIN)/pytest --hypothesis-profile many tests/editing/test_layout.py tests/editing/test_references.py tests/test_wording.py
	@PYTHONPATH=tests $(BIN)/python -m fuzz.runner $(ARGS)

test-fast: $(VENV)/dev.done ## the tests that need no browser, PDF, built site or workflow script
	@$(BIN)/pytest -m 'not slow'

pictures: $(VENV)/dev.done ## what a change does to the pages, against BASE, a project with its site built
	@$(BIN)/python tests/browser.py
	@$(BIN)/python tests/pictures.py $(BASE) . --to pictures.html

screenshots: $(VENV)/dev.done site ## renew the picture in the README
	@$(BIN)/python tests/screenshots.py

bench: $(VENV)/site.done $(VENV)-bench/done $(LIGHTHOUSE)/.package-lock.json ## timings, side by side in one run (WeasyPrint needs Pango), then lighthouse
	@$(BIN)/python benchmarks/builds.py --beside $(VENV)-bench/bin
	@$(BIN)/python benchmarks/pdf.py --beside $(VENV)-bench/bin/python
	@$(MAKE) --no-print-directory lighthouse

readability: $(VENV)-bench/done ## how easy the texts of the data are to read
	@$(VENV)-bench/bin/python benchmarks/readability.py

lighthouse: $(LIGHTHOUSE)/.package-lock.json $(VENV)/dev.done site ## scores of the built site in Lighthouse (needs Node.js with npm)
	@$(BIN)/python tests/browser.py
	@$(BIN)/python benchmarks/lighthouse.py

guide: $(VENV)/site.done ## build the guide for those who use the generator into guide/site/
	@$(BIN)/mkdocs build --quiet --strict --config-file guide/mkdocs.yml

generated: $(VENV)/site.done ## update what the code generates: tables and data page of the guide, schema, translations
	@$(BIN)/stickingpoints fields --to guide/docs
	@cp src/stickingpoints/site/written/data.md guide/docs/data.md
	@$(BIN)/stickingpoints schema
	@$(BIN)/python tests/starter_files.py
	@for file in $(CATALOGS)/*.po; do $(BIN)/stickingpoints translations $$(basename $$file .po) --to $(CATALOGS); done

searches: $(SEARCHES)/.package-lock.json $(VENV)/dev.done ## our search beside others, on sixty queries (needs Node.js with npm)
	@$(BIN)/python tests/browser.py
	@$(BIN)/python benchmarks/search.py

lock: $(VENV)-audit/done ## bring the locked requirements up to date with pyproject.toml; ARGS=--upgrade takes newer versions
	$(COMPILE) pyproject.toml --extra build -o requirements.txt
	printf 'weasyprint==70.0\ntextstat==0.7.7\ncmudict==1.0.33\npyyaml==6.0.3\nmkdocs-material==9.8.1\nproperdocs==1.6.7\nzensical==0.0.73\nhugo==0.168.0\n' | $(COMPILE) - -o requirements-bench.txt
	$(COMPILE) pyproject.toml --extra build --extra dev -o requirements-dev.txt
	printf 'pip-audit==2.10.1\ncyclonedx-bom==7.5.0\nuv==0.13.9\n' | $(COMPILE) - --constraint requirements-dev.txt -o requirements-audit.txt
	$(PYTHON) tests/lower_bounds.py
	$(PYTHON) tests/starter_files.py

clean: ## remove what the other commands made
	rm -rf $(VENV) $(VENV)-audit $(VENV)-sbom $(VENV)-bench $(LIGHTHOUSE) $(SEARCHES) $(WEB_LINTERS) benchmarks/measured site guide/site

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or newer is needed; name it with: make PYTHON=python3.12 site'; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo 'Could not make $(VENV). On Debian: apt-get install python3-venv'; exit 1; }
	@touch $@

$(VENV)/site.done: $(VENV)/made requirements.txt pyproject.toml
	@echo 'Installing what the site needs into $(VENV) …'
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.done: $(VENV)/site.done requirements-dev.txt
	@echo 'Installing what the tests need into $(VENV) …'
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)-audit/done: requirements-audit.txt
	@$(PYTHON) -m venv $(VENV)-audit
	@$(VENV)-audit/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-audit.txt
	@touch $@

# The locked packages of the site and nothing else, not even pip.
$(VENV)-sbom/done: $(VENV)/made requirements.txt
	@$(PYTHON) -m venv --clear --without-pip $(VENV)-sbom
	@$(BIN)/pip --python $(VENV)-sbom install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)-bench/done: requirements-bench.txt
	@$(PYTHON) -m venv $(VENV)-bench
	@$(VENV)-bench/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@touch $@

$(LIGHTHOUSE)/.package-lock.json: benchmarks/lighthouse/package.json benchmarks/lighthouse/package-lock.json
	@command -v npm > /dev/null || { echo 'Lighthouse needs Node.js 18.16 or newer with npm. On Debian: apt-get install nodejs npm'; exit 1; }
	@echo 'Installing Lighthouse into $(LIGHTHOUSE) …'
	@npm ci --prefix benchmarks/lighthouse --engine-strict --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(SEARCHES)/.package-lock.json: benchmarks/search/package.json benchmarks/search/package-lock.json
	@echo 'Installing the searches to compare with into $(SEARCHES) …'
	@npm ci --prefix benchmarks/search --engine-strict --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(WEB_LINTERS)/.package-lock.json: package.json package-lock.json
	@echo 'Installing prettier and ESLint into $(WEB_LINTERS) …'
	@npm ci --engine-strict --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
