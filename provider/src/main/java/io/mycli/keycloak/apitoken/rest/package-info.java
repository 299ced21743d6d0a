/** The owner's REST API at {@code /realms/{realm}/api-tokens}. */
package io.mycli.keycloak.apitoken.rest;
