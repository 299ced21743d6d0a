/** API tokens in Keycloak's own database. No other package uses an entity. */
package io.mycli.keycloak.apitoken.jpa;
