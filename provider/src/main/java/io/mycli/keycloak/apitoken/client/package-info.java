/** The realm's token client {@code api-tokens}, whose mappers and scopes determine the claims of API tokens. */
package io.mycli.keycloak.apitoken.client;
