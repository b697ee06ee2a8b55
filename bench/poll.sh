#!/bin/sh
# What a look costs when nothing changed, in octets and round trips, beside mbsync: poll.sh [--messages N] [--cycles N] [--every SECONDS]
set -eu
. "$ROZMOWA_HOME/bench/programs.sh"
need_programs dovecot:dovecot-imapd /usr/lib/dovecot/lmtp:dovecot-lmtpd postfix:postfix mbsync:isync
exec "$ROZMOWA_HOME/bench/java.sh" pl.rozmowa.bench.PollBench "$@"
