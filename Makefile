# "make learn" is all that a learner needs: Python 3.11, 3.12 or 3.13 and a network, once.
# Another Python: make learn PYTHON=/path/to/python3.12. Options: make learn ARGS="--lesson 14".

.PHONY: learn test test-all notebooks check bench bundle locks

learn: ## copy the lessons into my-course/ and open the first
	@tools/setup.sh learn
	@exec .venv/bin/toolkit-course learn $(ARGS)

test: ## everything that must pass; some of it: make test ARGS="lint unit"
	@tools/setup.sh test
	@exec .venv/bin/python tools/run_tests.py $(ARGS)

test-all: ## the same, and the thorough tests: slow ones that repeat a quicker one
	@tools/setup.sh test
	@exec .venv/bin/python tools/run_tests.py --all $(ARGS)

notebooks: ## build notebooks/ from lessons/
	@tools/setup.sh test
	@exec .venv/bin/python tools/build_notebooks.py $(ARGS)

check: ## every problem in data/ and lessons/
	@tools/setup.sh learn
	@exec .venv/bin/toolkit-course check $(ARGS)

bench: ## measure what must be fast; some of it: make bench ARGS="peers scale --strict"
	@tools/setup.sh test
	@exec .venv/bin/python benchmarks/run.py $(ARGS)

bundle: ## one zip for a closed network: make bundle ARGS="--platform windows --python 3.12"
	@tools/setup.sh test
	@exec .venv/bin/python tools/bundle.py $(ARGS)

LOCK = uv pip compile --quiet --universal --python-version 3.11 \
	--custom-compile-command "make locks" --upgrade pyproject.toml

locks: ## pin the newest versions; needs uv, which nothing else does
	$(LOCK) --output-file binder/requirements.txt
	$(LOCK) --extra app --extra slides --constraint binder/requirements.txt \
		--output-file tools/bundle/requirements.txt
	$(LOCK) --extra app --extra slides --extra hub --extra test --constraint tools/bundle/requirements.txt \
		--output-file tests/requirements.txt
