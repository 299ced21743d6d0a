/** API tokens in Keycloak's own database. Nothing outside sees an entity. */
package io.mycli.keycloak.apitoken.jpa;
