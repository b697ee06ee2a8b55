#!/bin/sh
# First synchronisation beside a raw drain, mbsync, mu, notmuch and imapflow:
#   sync.sh [--messages N] [--runs N] [--rtt MS] [--peers yes|no|all] [--cold|--warm] [--jfr FILE]
# --peers all adds offlineimap; --cold drops the page cache before each program; --jfr adds one recorded run and writes FILE and FILE.txt.
set -eu
. "$ROZMOWA_HOME/bench/programs.sh"
need_programs dovecot:dovecot-imapd /usr/lib/dovecot/lmtp:dovecot-lmtpd postfix:postfix mbsync:isync mu:maildir-utils notmuch:notmuch
case " $* " in *' all '*) need_programs offlineimap:offlineimap3 ;; esac
library="$ROZMOWA_HOME/target/imapflow"
if [ ! -d "$library/node_modules/imapflow" ]; then
    mkdir -p "$library"
    printf '{"private":true}\n' > "$library/package.json"
    npm install --prefix "$library" --no-audit --no-fund --loglevel=error imapflow@2.10.2 >&2 \
        || echo "sync: npm cannot get imapflow: its figure will be null" >&2
fi
exec "$ROZMOWA_HOME/bench/java.sh" pl.rozmowa.bench.SyncBench "$@"
