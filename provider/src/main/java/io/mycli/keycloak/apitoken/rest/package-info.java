/** The REST API of owners at {@code /realms/{realm}/api-tokens}. */
package io.mycli.keycloak.apitoken.rest;
