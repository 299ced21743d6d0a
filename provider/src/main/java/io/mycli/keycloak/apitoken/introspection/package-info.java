/** API tokens at Keycloak's own introspection endpoint (RFC 7662). */
package io.mycli.keycloak.apitoken.introspection;
