/** The realm's token client {@code api-tokens}, whose mappers and scopes determine the claims of API tokens. */
@NullMarked
package io.mycli.keycloak.apitoken.client;

import org.jspecify.annotations.NullMarked;
