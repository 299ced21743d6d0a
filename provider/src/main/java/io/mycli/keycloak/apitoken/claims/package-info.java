/** What an API token says of its owner, and to whom. */
package io.mycli.keycloak.apitoken.claims;
