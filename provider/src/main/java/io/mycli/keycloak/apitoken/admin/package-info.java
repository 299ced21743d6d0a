/** The REST API of administrators at {@code /admin/realms/{realm}/api-tokens}. */
package io.mycli.keycloak.apitoken.admin;
