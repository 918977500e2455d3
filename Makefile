# Two commands matter: `make report` publishes, `make test` checks.
# Each, like `make setup` by itself, does all the set-up it needs with Python 3.11 to 3.13, venv and pip.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
UV ?= uv
WHEELHOUSE ?=
FROM := $(if $(WHEELHOUSE),--no-index --find-links $(WHEELHOUSE))
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check $(FROM)

.PHONY: help setup report test quick whole controls lab lint messages gallery wheelhouse locks clean

help:
	@echo "make setup    menyiapkan lingkungan saja, tanpa data contoh dan laporan"
	@echo "make report   menyiapkan lingkungan, menjalankan laporan, mencetak alamat daftar laporan"
	@echo "make test     menyiapkan lingkungan uji dan menjalankan uji"
	@echo "make whole    uji menyeluruh: daerah lengkap dan tiap halaman di peramban"
	@echo "make quick    uji cepat saja (tanpa notebook, kernel, dan peramban)"
	@echo "make controls mencabut tiap pengaman halaman, lalu menyebut uji yang gagal tanpanya"
	@echo "make lab      membuka notebook di JupyterLab"
	@echo "make wheelhouse mengunduh semua paket, untuk komputer tanpa internet;"
	@echo "              di sana: make report WHEELHOUSE=wheelhouse"
	@echo "make gallery  membuat ulang gambar di docs/gallery dengan Chromium"
	@echo "make lint     memeriksa gaya kode dan lapisan modul"
	@echo "make messages memperbarui terjemahan Inggris setelah kalimat berubah"
	@echo "make locks    menghitung ulang requirements.lock (perlu uv)"

$(VENV)/bin/python:
	@test -n "$(PYTHON)" && $(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { \
	  echo "kinerja: Python 3.11, 3.12, atau 3.13 tidak ditemukan. Pasang salah satunya, lalu ulangi; atau sebutkan: make PYTHON=/jalur/python3.12 report"; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "kinerja: modul venv tidak ada. Pasang paketnya (Debian dan Ubuntu: apt install python3-venv), lalu ulangi."; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

# A folder that is there is left as it is: it may hold own exports. data/ is not in git.
REGIONS := andir mamuju jambi kotabumi wanggar

$(REGIONS:%=data/%): data/%: | $(VENV)/.run
	$(BIN)/kinerja sample --region $* --out $@

setup: $(VENV)/.run
	@echo "Siap. Perintahnya: $(BIN)/kinerja"

report: $(VENV)/.run | $(REGIONS:%=data/%)
	$(BIN)/kinerja run params/provinsi.yaml
	for region in $(REGIONS); do $(BIN)/kinerja run params/$$region.yaml || exit $$?; done

test: $(VENV)/.dev
	$(BIN)/python -m pytest -m "not long" -n 2 --dist loadfile

whole: $(VENV)/.dev
	$(BIN)/python -m pytest -m long -n 2 --dist loadfile

quick: $(VENV)/.dev
	$(BIN)/python -m pytest -m "not slow"

controls: $(VENV)/.dev
	$(BIN)/python -m tests.controls

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --exclude '*.ipynb' kinerja_lib tests
	$(BIN)/lint-imports

messages: $(VENV)/.dev
	$(BIN)/python tools/extract_messages.py

lab: $(VENV)/.run
	$(BIN)/jupyter lab notebooks

gallery: $(VENV)/.dev | $(REGIONS:%=data/%)
	$(BIN)/python docs/gallery/take_pictures.py

# Wheels for this system and this Python only; the other computer must have the same.
wheelhouse: $(VENV)/bin/python
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --only-binary :all: --require-hashes --dest wheelhouse -r requirements.lock
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --only-binary :all: --require-hashes --dest wheelhouse -r requirements-dev.lock
	@echo "wheelhouse: $$(ls wheelhouse | wc -l) berkas. Salin folder proyek tanpa $(VENV)/, lalu: make report WHEELHOUSE=wheelhouse"

locks:
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --extra dev --output-file requirements-dev.lock pyproject.toml
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --constraint requirements-dev.lock --output-file requirements.lock pyproject.toml requirements-build.in

clean:
	rm -rf $(VENV) build *.egg-info
