/** Transactions beside a request's own, so that a request holds one database connection at most. */
package io.mycli.keycloak.apitoken.transaction;
