/** A realm's policy for API tokens, and the values of requests. Only this package reads the realm attributes. */
@NullMarked
package io.mycli.keycloak.apitoken.policy;

import org.jspecify.annotations.NullMarked;
