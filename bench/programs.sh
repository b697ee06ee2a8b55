#!/bin/sh
# For the benchmarks: need_programs PROGRAM:PACKAGE … installs the Debian packages whose program (a name or a path) is missing.
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
