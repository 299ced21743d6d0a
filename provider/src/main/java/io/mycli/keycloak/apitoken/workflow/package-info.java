/** A step for Keycloak's Workflows. */
@NullMarked
package io.mycli.keycloak.apitoken.workflow;

import org.jspecify.annotations.NullMarked;
