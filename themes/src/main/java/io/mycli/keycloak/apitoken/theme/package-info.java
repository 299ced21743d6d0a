/** The theme {@code api-tokens}: the account console with one more page. */
package io.mycli.keycloak.apitoken.theme;
