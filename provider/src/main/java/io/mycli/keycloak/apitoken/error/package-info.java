/** The errors of the REST APIs, and outages of database and user storages. */
package io.mycli.keycloak.apitoken.error;
