/** The meters on Keycloak's own metrics endpoint ({@code docs/metrics.md}). */
package io.mycli.keycloak.apitoken.metrics;
