#!/bin/sh
# First synchronisation against mbsync + mu and mbsync + notmuch: sync.sh [--messages N] [--runs N] [--rtt MS] [--peers yes|no]
set -eu
missing=''
for pair in dovecot:dovecot-imapd mbsync:isync mu:maildir-utils notmuch:notmuch; do
    command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair#*:}"
done
[ -e /usr/lib/dovecot/lmtp ] || missing="$missing dovecot-lmtpd"
if [ -n "$missing" ]; then
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2
fi
exec "$ROZMOWA_HOME/bench/java.sh" pl.rozmowa.bench.SyncBench "$@"
