#!/bin/sh
# A team of fifty over twenty mailboxes: team.sh [--messages N] [--requests N] [--streams N] [--clicks N]
set -eu
exec "$ROZMOWA_HOME/bench/java.sh" pl.rozmowa.conversation.TeamBench "$@"
