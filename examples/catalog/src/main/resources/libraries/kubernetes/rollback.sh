#!/bin/sh
# A demonstration: it says what it would do, and touches nothing.
set -eu

if [ -z "${MY_ENV:-}" ]; then
    echo "rollback: which environment? For example: my cli run rollback --env staging" >&2
    exit 64
fi

echo "Rolling back $MY_ENV (profile ${MY_PROFILE:-default})"
echo "Would run: kubectl --context $MY_ENV rollout undo deployment"
echo "Rolled back $MY_ENV"
