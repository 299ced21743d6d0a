#!/bin/sh
# my: the command line client of Keycloak API Tokens. This is a JAR with a script before it; it needs Java 17 or newer.
# A release for machines without Java has one beside this file.
case $0 in */*) runtime=${0%/*}/runtime/bin/java ;; *) runtime= ;; esac
if [ -n "$runtime" ] && [ -x "$runtime" ]; then java=$runtime
elif [ -n "$JAVA_HOME" ] && [ -x "$JAVA_HOME/bin/java" ]; then java=$JAVA_HOME/bin/java
else java=java; fi
if ! command -v "$java" >/dev/null 2>&1; then
    echo "my: Java is not installed. Install a Java runtime (17 or newer), or set JAVA_HOME." >&2
    exit 1
fi
# Which streams are a terminal: Java cannot tell of each.
terminals=
for stream in 0 1 2; do
    if [ -t $stream ]; then terminals=${terminals}1; else terminals=${terminals}0; fi
done
# How wide it is: rows and columns. In a substitution, standard output is a pipe.
columns=
if [ -t 1 ]; then { columns=$(stty size 2>/dev/null <&3); } 3<&1; fi
# Otherwise Java takes arguments for ASCII.
case ${LC_ALL:-${LC_CTYPE:-$LANG}} in
    *[uU][tT][fF]*) ;;
    *) LC_ALL=C.UTF-8; export LC_ALL ;;
esac
# shellcheck disable=SC2086 # options are words
exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xshare:auto -Dfile.encoding=UTF-8 \
    "-Dmy.terminals=$terminals" "-Dmy.columns=${columns#* }" $MY_JAVA_OPTS -cp "$0" io.mycli.cli.My "$@"
