#!/bin/sh
# New mail, from the server's 250 to the row in a browser, and what lies between: latency.sh [--messages N] [--hibernate yes|no]
set -eu
. "$ROZMOWA_HOME/bench/programs.sh"
need_programs dovecot:dovecot-imapd /usr/lib/dovecot/lmtp:dovecot-lmtpd postfix:postfix chromium:chromium node:nodejs
if [ ! -d "$ROZMOWA_HOME/web/node_modules/playwright-core" ]; then
    (cd "$ROZMOWA_HOME/web" && npm ci --prefer-offline --no-audit --no-fund --loglevel=error >&2)
fi
exec "$ROZMOWA_HOME/bench/java.sh" pl.rozmowa.bench.LatencyBench "$@"
