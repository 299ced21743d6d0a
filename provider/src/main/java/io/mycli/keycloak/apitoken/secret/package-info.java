/** The secret of an API token: generated, recognised, checked and hashed. Plain Java, no Keycloak. */
package io.mycli.keycloak.apitoken.secret;
