#!/bin/sh
# A demonstration: it says what it would do, and touches nothing.
set -eu

environment=${MY_ENV:-development}

echo "Backing up the database of $environment (profile ${MY_PROFILE:-default})"
echo "Would run: pg_dump --format=custom --file=$environment.dump service=$environment"
