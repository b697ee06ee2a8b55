#!/bin/sh
# List and open-conversation API in a small and in a large mailbox: list.sh [--messages SMALL,LARGE] [--requests N]
set -eu
exec "$ROZMOWA_HOME/bench/java.sh" pl.rozmowa.conversation.ListBench "$@"
