/** API tokens at Keycloak's own introspection endpoint (RFC 7662). */
@NullMarked
package io.mycli.keycloak.apitoken.introspection;

import org.jspecify.annotations.NullMarked;
