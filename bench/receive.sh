#!/bin/sh
# What one message costs from parsed to stored, threaded and listed: receive.sh [MESSAGES] [PAGE] [ROUNDS] [WRITERS]
set -eu
exec "$ROZMOWA_HOME/bench/java.sh" pl.rozmowa.conversation.ReceivingBench "$@"
