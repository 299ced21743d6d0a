/**
 * Long-lived personal API tokens for Keycloak: the contract that everything else stands on. Storage is behind
 * {@link io.mycli.keycloak.apitoken.ApiTokenProvider}; the doors (REST, introspection) ask
 * {@link io.mycli.keycloak.apitoken.ApiTokenVerifier} whether a secret is worth anything.
 */
package io.mycli.keycloak.apitoken;
