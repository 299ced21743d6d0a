/** Transactions besides that of a request, so that a request holds at most one database connection. */
package io.mycli.keycloak.apitoken.transaction;
