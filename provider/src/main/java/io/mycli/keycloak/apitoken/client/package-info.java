/** The realm's token client {@code api-tokens}, whose mappers and scopes say what a token's claims are. */
package io.mycli.keycloak.apitoken.client;
