/** Maps for caches of one node. */
@NullMarked
package io.mycli.keycloak.apitoken.cache;

import org.jspecify.annotations.NullMarked;
