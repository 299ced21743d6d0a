/** Transactions besides that of a request, so that a request holds at most one database connection. */
@NullMarked
package io.mycli.keycloak.apitoken.transaction;

import org.jspecify.annotations.NullMarked;
