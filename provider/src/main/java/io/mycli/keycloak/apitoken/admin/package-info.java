/** What administrators do with API tokens: {@code /admin/realms/{realm}/api-tokens}. */
package io.mycli.keycloak.apitoken.admin;
