#!/bin/sh
# A demonstration: it says what it would do, and touches nothing.
set -eu

if [ -z "${MY_ENV:-}" ]; then
    echo "deploy: which environment? For example: my cli run deploy --env staging" >&2
    exit 64
fi

echo "Deploying to $MY_ENV (profile ${MY_PROFILE:-default})"
echo "Would run: kubectl --context $MY_ENV apply -k overlays/$MY_ENV"
echo "Deployed to $MY_ENV"
