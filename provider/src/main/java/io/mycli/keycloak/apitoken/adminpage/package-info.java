/** The administrators' page and its files: {@code /realms/{realm}/api-tokens-admin}. */
package io.mycli.keycloak.apitoken.adminpage;
