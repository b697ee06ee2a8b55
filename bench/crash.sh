#!/bin/sh
# Killed at random and at chosen moments, and compared with the server:
# crash.sh [--server dovecot|cyrus] [--kills N] [--seed S] [--ops N] [--messages N] [--seconds N]
set -eu
. "$ROZMOWA_HOME/bench/programs.sh"
case " $* " in
    *' cyrus '*) need_cyrus ;;
    *) need_programs dovecot:dovecot-imapd /usr/lib/dovecot/lmtp:dovecot-lmtpd ;;
esac
exec "$ROZMOWA_HOME/bench/java.sh" pl.rozmowa.bench.CrashBench "$@"
