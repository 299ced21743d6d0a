/** Several clusters with one database. */
package io.mycli.keycloak.apitoken.tests.stateless;
