/** Bodies and answers of all endpoints of this extension. */
@NullMarked
package io.mycli.keycloak.apitoken.http;

import org.jspecify.annotations.NullMarked;
