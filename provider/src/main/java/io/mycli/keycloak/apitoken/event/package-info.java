/** The details of events about API tokens. */
@NullMarked
package io.mycli.keycloak.apitoken.event;

import org.jspecify.annotations.NullMarked;
