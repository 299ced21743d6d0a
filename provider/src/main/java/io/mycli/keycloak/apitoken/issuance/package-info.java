/** The creation and rotation of API tokens: what a request may choose, for owners and for service accounts. */
@NullMarked
package io.mycli.keycloak.apitoken.issuance;

import org.jspecify.annotations.NullMarked;
