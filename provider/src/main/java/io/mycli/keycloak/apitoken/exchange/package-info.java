/** Token exchange (RFC 8693): an API token becomes a short JWT. */
package io.mycli.keycloak.apitoken.exchange;
