#!/bin/sh
# Many connected mailboxes with nothing to do, over TLS at one Dovecot:
#   idle.sh [--mailboxes N] [--deliveries N] [--quiet SECONDS] [--memory HEAP] [--jfr FILE]
# As root. Raises the kernel's inotify limits while it runs: each hibernating client watches its inbox.
set -eu
. "$ROZMOWA_HOME/bench/programs.sh"
need_programs dovecot:dovecot-imapd /usr/lib/dovecot/lmtp:dovecot-lmtpd
ulimit -n "$(ulimit -Hn)"
instances=$(cat /proc/sys/fs/inotify/max_user_instances)
watches=$(cat /proc/sys/fs/inotify/max_user_watches)
restore() {
    echo "$instances" > /proc/sys/fs/inotify/max_user_instances
    echo "$watches" > /proc/sys/fs/inotify/max_user_watches
}
trap restore EXIT
if [ "$instances" -lt 30000 ]; then echo 30000 > /proc/sys/fs/inotify/max_user_instances; fi
if [ "$watches" -lt 400000 ]; then echo 400000 > /proc/sys/fs/inotify/max_user_watches; fi
"$ROZMOWA_HOME/bench/java.sh" pl.rozmowa.bench.IdleBench "$@"
