/** Login with an API token as a password. */
package io.mycli.keycloak.apitoken.authentication;
