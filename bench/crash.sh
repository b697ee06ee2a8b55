#!/bin/sh
# Killed at random and at chosen moments, and compared with the server: crash.sh [--kills N] [--seed S] [--ops N] [--messages N] [--seconds N]
set -eu
missing=''
command -v dovecot >/dev/null 2>&1 || missing="$missing dovecot-imapd"
[ -e /usr/lib/dovecot/lmtp ] || missing="$missing dovecot-lmtpd"
if [ -n "$missing" ]; then
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2
fi
exec "$ROZMOWA_HOME/bench/java.sh" pl.rozmowa.bench.CrashBench "$@"
