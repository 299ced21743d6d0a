/** The REST API of administrators at {@code /admin/realms/{realm}/api-tokens}. */
@NullMarked
package io.mycli.keycloak.apitoken.admin;

import org.jspecify.annotations.NullMarked;
