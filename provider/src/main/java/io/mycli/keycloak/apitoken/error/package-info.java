/** The errors of the REST APIs: a code, a sentence and the member that is the cause. */
package io.mycli.keycloak.apitoken.error;
