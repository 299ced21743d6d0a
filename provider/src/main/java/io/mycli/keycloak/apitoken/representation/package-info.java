/** The JSON of the REST contract ({@code docs/reference/rest-owner.md}), and nothing else. */
@NullMarked
package io.mycli.keycloak.apitoken.representation;

import org.jspecify.annotations.NullMarked;
