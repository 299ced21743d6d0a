/** The secret of an API token: generation, detection, check and hash. Plain Java without Keycloak. */
package io.mycli.keycloak.apitoken.secret;
