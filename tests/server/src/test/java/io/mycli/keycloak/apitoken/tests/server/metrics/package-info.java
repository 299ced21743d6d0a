/** Metrics of Keycloak's management endpoint. */
package io.mycli.keycloak.apitoken.tests.server.metrics;
