/** The claims of API tokens and derived JWTs, and the resource servers that may receive them. */
package io.mycli.keycloak.apitoken.claims;
