#!/bin/sh
# Makes the virtual environment with a Python that may lack ensurepip (Debian without python3-venv): then the pip wheel
# beside this script bootstraps it. Installs exactly what requirements.lock names, checked by hash.
set -eu
python=$1
venv=$2
tools=$(dirname "$0")

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "需要 Python 3.11 或更高版本（Python >= 3.11 is needed）：$("$python" --version 2>&1)" >&2
    exit 1
}
if [ ! -x "$venv/bin/python" ] || ! "$venv/bin/python" -c '' 2>/dev/null; then
    rm -rf "$venv"
    "$python" -m venv --without-pip "$venv"
fi
if [ ! -x "$venv/bin/uv" ]; then
    echo "正在准备环境（setting up）…"
    wheel=$(ls "$tools"/pip-*.whl)
    "$venv/bin/python" "$wheel/pip" --quiet --disable-pip-version-check install 'uv>=0.8,<1' 2>"$venv/bootstrap.log" || {
        cat "$venv/bootstrap.log" >&2
        exit 1
    }
fi
"$venv/bin/uv" pip sync --quiet --python "$venv/bin/python" --require-hashes requirements.lock
# The project itself, without its index of dependencies: they are installed already.
site=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')
pwd | sed 's|$|/src|' > "$site/yizhan.pth"
cat > "$venv/bin/yizhan" <<'EOF'
#!/bin/sh
exec "$(dirname "$0")/python" -m yizhan "$@"
EOF
chmod +x "$venv/bin/yizhan"
