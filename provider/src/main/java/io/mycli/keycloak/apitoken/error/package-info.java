/** Failures: the errors of the REST APIs (a code, a sentence, the member that is the cause), and outages. */
package io.mycli.keycloak.apitoken.error;
