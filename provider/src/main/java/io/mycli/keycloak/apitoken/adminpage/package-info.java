/** The administrators' page and its files: {@code /realms/{realm}/api-tokens-admin}. */
@NullMarked
package io.mycli.keycloak.apitoken.adminpage;

import org.jspecify.annotations.NullMarked;
