# One menu of commands. `make help` lists them.
#
# Everything Python goes into .venv here; nothing is installed twice: a stamp in
# .venv remembers what was installed, and for which pyproject.toml.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.installed-run
DEV_STAMP := $(VENV)/.installed-dev
BENCH_STAMP := $(VENV)/.installed-bench
BUILD_INPUTS := pyproject.toml hatch_build.py

EXAMPLE := examples/ganquan-2016
DEMO := build/甘泉路街道2016年工作总结
PYTEST_ARGS ?=

# ---- the Python environment ----------------------------------------------------

# Finds a Python of at least 3.11 that can make a virtual environment. As root on a
# Debian it installs what is missing; elsewhere it says what to install.
define MAKE_VENV
enough() { command -v "$$1" >/dev/null && "$$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
find_python() { local p; for p in "$${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
    if [ -n "$$p" ] && enough "$$p"; then echo "$$p"; return; fi; done; return 1; }
as_root() { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; }
apt_install() { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$$@"; }
python=$$(find_python) || {
    if as_root; then echo '正在安装 Python ……'; apt_install python3 python3-venv; fi
    python=$$(find_python) || { echo '需要 Python 3.11 或更新版本。Debian/Ubuntu：sudo apt-get install python3 python3-venv；已装在别处的：make PYTHON=路径 …' >&2; exit 1; }
}
if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then
    version=$$("$$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    if as_root; then echo '正在安装 python3-venv ……'; apt_install "python$$version-venv" || apt_install python3-venv; fi
    "$$python" -c 'import ensurepip, venv' 2>/dev/null || { echo "这个 Python（$$version）不能建立虚拟环境。Debian/Ubuntu：sudo apt-get install python$$version-venv" >&2; exit 1; }
fi
echo "正在建立 $(VENV)（$$("$$python" --version)）……"
"$$python" -m venv $(VENV)
endef
export MAKE_VENV

PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

$(BIN)/python:
	@bash -euo pipefail -c "$$MAKE_VENV"

$(RUN_STAMP): $(BUILD_INPUTS) | $(BIN)/python
	@echo '正在安装 zongjie ……'
	@$(PIP_INSTALL) --editable .
	@touch $@

$(DEV_STAMP): $(BUILD_INPUTS) | $(BIN)/python
	@echo '正在安装 zongjie 和测试工具 ……'
	@$(PIP_INSTALL) --editable '.[dev]'
	@touch $(RUN_STAMP) $@

$(BENCH_STAMP): $(BUILD_INPUTS) | $(BIN)/python
	@echo '正在安装 zongjie 和比较对象 ……'
	@$(PIP_INSTALL) --editable '.[bench]'
	@touch $(RUN_STAMP) $@

# ---- parts of the system that some tests look through ----------------------------

# Word's file as others see it (LibreOffice, pandoc, Microsoft's validator under Node), as a
# picture (poppler), with Chinese fonts, and the browser. As root with apt-get they are installed; otherwise their
# tests are skipped, with the reason. Under CI=true a missing part is a failure.
# Debian has FandolFang (仿宋) only inside TeX Live: of that package one file is taken.
define SYSTEM_PARTS
missing=()
need() { command -v "$$1" >/dev/null || missing+=("$$2"); }
need soffice libreoffice-writer-nogui
office=$$(readlink -f "$$(command -v soffice)" || true)
[ -e "$${office%/*}/libsclo.so" ] || missing+=(libreoffice-calc-nogui)
need pdftoppm poppler-utils
need pandoc pandoc
need npm npm
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
need fc-list fontconfig
fonts=$$(FONTCONFIG_FILE='$(CURDIR)/docs/fonts.conf' fc-list 2>/dev/null || true)
[[ $$fonts == *'Noto Sans CJK'* ]] || missing+=(fonts-noto-cjk)
[[ $$fonts == *'UKai'* ]] || missing+=(fonts-arphic-ukai)
fangsong=texlive-lang-chinese
packages=("$${missing[@]}")
[[ $$fonts == *'FandolFang'* ]] || missing+=("$$fangsong")
[ "$${#missing[@]}" = 0 ] && exit 0
take_fangsong() {
    local folder file=FandolFang-Regular.otf
    folder=$$(mktemp -d)
    (cd "$$folder" && apt-get download -qq -o APT::Sandbox::User=root "$$fangsong" &&
        dpkg-deb --fsys-tarfile "$$fangsong"_*.deb | tar -xO "./usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/$$file" >"$$file" &&
        install -D -m 644 "$$file" "/usr/local/share/fonts/$$file" && fc-cache) || return 1
    rm -r "$$folder"
}
install_all() {
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$${packages[@]}" >/dev/null || return 1
    [[ " $${missing[*]} " != *" $$fangsong "* ]] || take_fangsong
}
if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "正在安装系统部件：$${missing[*]} ……"
    if install_all; then exit 0; fi
fi
if [ "$${CI:-}" = true ]; then echo "缺少系统部件：$${missing[*]}" >&2; exit 1; fi
echo "缺少系统部件：$${missing[*]}。用到它们的测试将跳过；要运行它们：sudo apt-get install $${missing[*]}"
endef
export SYSTEM_PARTS

TOOLS := tests/tools
TOOLS_STAMP := $(TOOLS)/node_modules/.installed

.PHONY: system
system: ## 安装测试要用的系统部件（LibreOffice、poppler、中文字体、chromium、Node）
	@bash -euo pipefail -c "$$SYSTEM_PARTS"
	@if command -v npm >/dev/null; then $(MAKE) -s $(TOOLS_STAMP); fi

# The version is pinned in package.json; a lock file would name every platform's package.
$(TOOLS_STAMP): $(TOOLS)/package.json
	@echo '正在安装 docx 校验器、YAML 语言服务 ……'
	@if npm install --prefix $(TOOLS) --no-package-lock --no-audit --no-fund --loglevel=error >/dev/null; then touch $@; \
	elif [ "$${CI:-}" = true ]; then exit 1; else echo '装不上 docx 校验器、YAML 语言服务，用到它们的测试将跳过'; fi

# ---- what people run -------------------------------------------------------------

.PHONY: help
help: ## 列出这些命令
	@echo '用法：make 命令'; echo
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | while IFS= read -r line; do printf '  %-10s %s\n' "$${line%%:*}" "$${line##*## }"; done

.PHONY: demo
demo: $(RUN_STAMP) ## 生成示例：甘泉路街道2016年工作总结（docx 和 txt）
	@mkdir -p $(dir $(DEMO))
	@$(BIN)/zongjie render $(EXAMPLE) --force -o '$(DEMO).docx' -o '$(DEMO).txt'
	@echo '已生成：'; printf '  %s\n' '$(DEMO).docx' '$(DEMO).txt'

.PHONY: test
test: $(DEV_STAMP) system ## 运行全部测试（PYTEST_ARGS=… 可加选项）
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

.PHONY: lint
lint: $(DEV_STAMP) ## 检查代码：ruff、mypy、import-linter
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

.PHONY: accept
accept: $(DEV_STAMP) system ## 以现在的输出更新 tests/golden、tests/cases 的注释和 docs/检查规则.md；随后请逐行看差异
	@ZONGJIE_ACCEPT=1 $(BIN)/python -m pytest $(PYTEST_ARGS)
	@git status --short -- docs tests/golden tests/cases && git diff --stat

.PHONY: picture
picture: $(RUN_STAMP) system ## 重画 README 和手册的图（LibreOffice）
	@$(BIN)/python tests/tools/pictures.py
	@ls docs/*.png

PEERS := tests/bench/peers
PEERS_STAMP := $(PEERS)/node_modules/.package-lock.json

# Without Node, or without a registry, the bench leaves these out and says so.
$(PEERS_STAMP): $(PEERS)/package-lock.json
	@echo '正在安装 Node 的比较对象 ……'
	@npm ci --prefix $(PEERS) --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null || echo '装不上'

.PHONY: bench
bench: $(BENCH_STAMP) $(PEERS_STAMP) ## 与别的程序比较速度和内存，写入 README 和 tests/bench/results.json
	@$(BIN)/python tests/bench/run.py

.PHONY: scale
scale: $(DEV_STAMP) ## 量一批最多四万份报告要多少时间、内存、磁盘，写入 tests/bench/scale.json 和 docs/规模.md
	$(BIN)/python tests/bench/scale.py

.PHONY: dist
dist: $(DEV_STAMP) ## 打包到 dist/
	@rm -rf dist
	@$(BIN)/python -m hatchling build -d dist
	@ls dist

.PHONY: clean
clean: ## 删除生成的文件（.venv 也删）
	rm -rf build dist $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find engine tests -name __pycache__ -type d -prune -exec rm -rf {} +
