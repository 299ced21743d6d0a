/** The JSON of the REST contract ({@code docs/api.md}), and nothing else. */
package io.mycli.keycloak.apitoken.representation;
