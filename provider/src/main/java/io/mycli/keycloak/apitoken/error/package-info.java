/** The errors of the REST APIs, and outages of database and user storages. */
@NullMarked
package io.mycli.keycloak.apitoken.error;

import org.jspecify.annotations.NullMarked;
