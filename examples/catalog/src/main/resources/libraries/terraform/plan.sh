#!/bin/sh
# A demonstration: it says what it would do, and touches nothing.
set -eu

environment=${MY_ENV:-development}

echo "Planning changes of $environment (profile ${MY_PROFILE:-default})"
echo "Would run: terraform plan -var-file=$environment.tfvars"
