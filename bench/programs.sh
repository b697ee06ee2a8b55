#!/bin/sh
# For the benchmarks and the tests: need_programs PROGRAM:PACKAGE … installs the Debian packages whose program (a name or a path) is missing.
need_programs() {
    missing=''
    for pair in "$@"; do
        program=${pair%%:*}
        command -v "$program" >/dev/null 2>&1 || [ -x "/usr/sbin/$program" ] || missing="$missing ${pair#*:}"
    done
    if [ -z "$missing" ]; then return; fi
    guard=/usr/sbin/policy-rc.d
    own_guard=''
    if [ ! -e "$guard" ]; then
        printf '#!/bin/sh\nexit 101\n' > "$guard" # Debian would start the servers it installs
        chmod +x "$guard"
        own_guard=yes
    fi
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing </dev/null >&2
    if [ -n "$own_guard" ]; then rm -f "$guard"; fi
}

# Debian's Cyrus IMAP and Dovecot exclude one another: Cyrus is only unpacked, by apt and dpkg, where nothing starts it. peers.Cyrus looks there.
need_cyrus() {
    cyrus=/var/cache/rozmowa/cyrus
    if [ -x "$cyrus/usr/lib/cyrus/bin/master" ] || [ -x /usr/lib/cyrus/bin/master ]; then return; fi
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        echo "Cyrus IMAP is needed, unpacked in $cyrus (bench/programs.sh does it as root, on Debian)." >&2
        return 1
    fi
    unpacked=$(mktemp -d)
    libraries=$(apt-cache depends --no-recommends --no-suggests cyrus-common cyrus-imapd \
        | sed -n 's/^  Depends: \(lib[^ ]*\)$/\1/p' | grep -v clamav | sort -u \
        | while read -r library; do dpkg -s "$library" >/dev/null 2>&1 || echo "$library"; done)
    # shellcheck disable=SC2086
    (cd "$unpacked" && apt-get download -qq -o APT::Sandbox::User=root cyrus-common cyrus-imapd $libraries) >&2
    for package in "$unpacked"/*.deb; do dpkg -x "$package" "$unpacked/root"; done
    mkdir -p "$(dirname "$cyrus")"
    chmod 755 "$(dirname "$cyrus")" "$unpacked/root"
    rm -rf "$cyrus"
    mv "$unpacked/root" "$cyrus"
    rm -rf "$unpacked"
}
