/** Realms, users, resource servers, tables, mails, HTTP and the search for secrets, for all test modules. */
package io.mycli.keycloak.apitoken.tests.support;
