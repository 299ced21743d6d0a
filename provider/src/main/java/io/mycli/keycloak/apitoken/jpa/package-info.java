/** API tokens in Keycloak's own database. No other package uses an entity. */
@NullMarked
package io.mycli.keycloak.apitoken.jpa;

import org.jspecify.annotations.NullMarked;
