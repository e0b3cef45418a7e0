# Finds a Chromium that runs, or installs one; sourced after setup.sh.

# Ubuntu's packages of that name only call snap, which many machines do not have.
runs() { [ -n "$1" ] && timeout 20 "$1" --version >/dev/null 2>&1; }

known_chromium() {
    for candidate in "${CHROMIUM:-}" chromium google-chrome google-chrome-stable chromium-browser; do
        found=$(command -v "$candidate" 2>/dev/null) || continue
        if runs "$found"; then
            printf '%s' "$found"
            return
        fi
    done
    found=$("$python" -c 'from playwright.sync_api import sync_playwright as start
with start() as p: print(p.chromium.executable_path)' 2>/dev/null) || return 1
    runs "$found" && printf '%s' "$found"
}

# Playwright's own program needs a library that a bare system lacks.
need_driver() {
    for driver in "$venv"/lib/python3*/site-packages/playwright/driver/node; do
        runs "$driver" || need_packages libatomic1
    done
}

find_chromium() {
    known_chromium && return
    if grep -q '^ID=debian' /etc/os-release; then
        install_packages chromium && known_chromium && return
    fi
    say "Fetching a Chromium for the tests …"
    "$python" -m playwright install --with-deps chromium >&2 && known_chromium && return
    fail "The tests need Chromium. On Debian: apt-get install chromium. Elsewhere: install Chrome or
Chromium and name it, as in CHROMIUM=/usr/bin/google-chrome bin/test"
}
