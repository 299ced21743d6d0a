/** The REST API of owners at {@code /realms/{realm}/api-tokens}. */
@NullMarked
package io.mycli.keycloak.apitoken.rest;

import org.jspecify.annotations.NullMarked;
