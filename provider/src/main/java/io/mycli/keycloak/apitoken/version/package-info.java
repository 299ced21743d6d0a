/** The versions of this extension and of the Keycloak that it runs on. */
package io.mycli.keycloak.apitoken.version;
