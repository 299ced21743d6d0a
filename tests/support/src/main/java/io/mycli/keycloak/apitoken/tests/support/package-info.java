/** Black-box tests: a real Keycloak, over HTTP, each test in a realm of its own. */
package io.mycli.keycloak.apitoken.tests;
