/** The meters on Keycloak's own metrics endpoint ({@code docs/operate/monitoring.md}). */
@NullMarked
package io.mycli.keycloak.apitoken.metrics;

import org.jspecify.annotations.NullMarked;
