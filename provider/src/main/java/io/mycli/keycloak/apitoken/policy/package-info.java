/** A realm's rules for API tokens, and the values a request is made of. The only reader of realm attributes. */
package io.mycli.keycloak.apitoken.policy;
