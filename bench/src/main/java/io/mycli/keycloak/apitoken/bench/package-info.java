/** The bench: what a check of an API token costs, beside what Keycloak's own check of a JWT costs. */
package io.mycli.keycloak.apitoken.bench;
