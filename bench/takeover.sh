#!/bin/sh
# Two nodes over one database, one killed, one frozen and woken: takeover.sh [--mailboxes N]
set -eu
missing=''
command -v dovecot >/dev/null 2>&1 || missing="$missing dovecot-imapd"
[ -e /usr/lib/dovecot/lmtp ] || missing="$missing dovecot-lmtpd"
if [ -n "$missing" ]; then
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2
fi
exec "$ROZMOWA_HOME/bench/java.sh" pl.rozmowa.bench.TakeoverBench "$@"
