#!/bin/sh
# Runs a benchmark's main class with the tests' classes: java.sh CLASS [OPTIONS]
set -eu
cd "$ROZMOWA_HOME"
classpath=target/bench.classpath
mvn -B -ntp -q -Dfast -DnoWeb test-compile >&2
if [ ! "$classpath" -nt pom.xml ]; then
    mvn -B -ntp -q -Dfast -DnoWeb dependency:build-classpath -Dmdep.outputFile="$classpath" -DincludeScope=test >&2
fi
exec "$JAVA_HOME/bin/java" -Xmx1g --enable-native-access=ALL-UNNAMED -cp "target/test-classes:target/classes:$(cat "$classpath")" "$@"
