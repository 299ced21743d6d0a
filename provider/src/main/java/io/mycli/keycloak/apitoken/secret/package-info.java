/** The secret of an API token: generation, detection, check and hash. Plain Java without Keycloak. */
@NullMarked
package io.mycli.keycloak.apitoken.secret;

import org.jspecify.annotations.NullMarked;
