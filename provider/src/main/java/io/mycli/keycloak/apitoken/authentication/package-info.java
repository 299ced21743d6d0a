/** Login with an API token as a password. */
@NullMarked
package io.mycli.keycloak.apitoken.authentication;

import org.jspecify.annotations.NullMarked;
