/** The versions of this extension and of the Keycloak that it runs on. */
@NullMarked
package io.mycli.keycloak.apitoken.version;

import org.jspecify.annotations.NullMarked;
