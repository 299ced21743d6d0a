/** Resource servers that are not ours, in stock configuration. */
package io.mycli.keycloak.apitoken.tests.interop;
