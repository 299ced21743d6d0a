/** Logging in with an API token where a password goes. */
package io.mycli.keycloak.apitoken.authentication;
