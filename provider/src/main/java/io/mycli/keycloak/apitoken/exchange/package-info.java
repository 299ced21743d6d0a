/** Token exchange (RFC 8693) of API tokens for derived JWTs. */
package io.mycli.keycloak.apitoken.exchange;
