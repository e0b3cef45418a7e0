# Makes ready what a command needs; sourced by the scripts in bin/ with $root set.
# Everything is said on stderr, so that a command's own output stays clean.

venv="$root/.venv"
python="$venv/bin/python"

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

# Debian's own Python comes first: its venv package is what apt installs.
find_python() {
    for candidate in /usr/bin/python3 python3 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    fail "Cần Python 3.11 trở lên. Trên Debian 12 hoặc Ubuntu 24.04: apt-get install python3"
}

# Print the Debian packages without which the program cannot be installed or print papers.
missing_packages() {
    "$1" - <<'PYTHON'
import ctypes
import importlib.util

missing = []
if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
    missing.append("python3-venv")
for library, package in (
    ("libpango-1.0.so.0", "libpango-1.0-0"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0-0"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset0"),
):
    try:
        ctypes.CDLL(library)
    except OSError:
        missing.append(package)
print(*missing)
PYTHON
}

# Run a command as root: directly, or through sudo where that is possible.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        sudo "$@"
    else
        return 126
    fi
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -qq --no-install-recommends \
        -o DPkg::Lock::Timeout=300 "$@" >"$apt_log" 2>&1
}

# Install Debian packages; the list of what exists is fetched only if it is missing or old.
install_packages() {
    command -v apt-get >/dev/null || return 1
    say "Đang cài các gói hệ thống: $*"
    apt_log=$(mktemp)
    if apt_get install "$@" || { apt_get update && apt_get install "$@"; }; then
        rm -f "$apt_log"
        return
    fi
    cat "$apt_log" >&2
    rm -f "$apt_log"
    return 1
}

need_packages() {
    install_packages "$@" || fail \
        "Máy còn thiếu các gói hệ thống sau và không tự cài được: $*
Nhờ người quản trị máy chạy lệnh:  apt-get install $*"
}

checksum() { cat "$@" | sha256sum | cut -d ' ' -f 1; }

# Install one hash-locked list into the virtual environment, unless it is there already.
install_locked() {
    list=$1
    stamp="$venv/.installed-$list"
    wanted=$(checksum "$root/$list")
    [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return
    say "Đang cài các gói Python trong $list …"
    "$python" -m pip install -qq --disable-pip-version-check --require-hashes \
        -r "$root/$list" >&2 || fail "Không cài được các gói Python trong $list. Hãy xem máy có mạng không rồi chạy lại."
    printf '%s\n' "$wanted" >"$stamp"
}

make_venv() {
    system_python=$(find_python)
    missing=$(missing_packages "$system_python")
    # shellcheck disable=SC2086 # a list of words
    [ -z "$missing" ] || need_packages $missing
    if [ "$(cat "$venv/.made-at" 2>/dev/null)" != "$venv" ] || ! "$python" -c '' 2>/dev/null; then
        "$system_python" -m venv --clear "$venv" >&2 || fail "Không tạo được môi trường Python riêng (venv)."
        printf '%s\n' "$venv" >"$venv/.made-at"
    fi
}

is_ready() {
    [ -x "$python" ] && [ "$(cat "$venv/.made-at" 2>/dev/null)" = "$venv" ] || return 1
    for list in "$@"; do
        [ "$(cat "$venv/.installed-$list" 2>/dev/null)" = "$(checksum "$root/$list")" ] || return 1
    done
}

# Make the environment ready for the lists named; two commands at once wait for each other.
prepare() {
    is_ready "$@" && return
    exec 9>"$root/.setup.lock"
    flock 9
    make_venv
    for list in "$@"; do install_locked "$list"; done
    exec 9>&-
}

# Settings of this copy, one NAME=value a line; what the environment says goes first.
read_settings_file() {
    [ -f "$root/.env" ] || return 0
    while IFS='=' read -r name value; do
        case $name in '' | \#* | *[!A-Z0-9_]*) continue ;; esac
        eval "is_set=\${$name+yes}"
        [ -n "${is_set:-}" ] || export "$name=$value"
    done <"$root/.env"
}
