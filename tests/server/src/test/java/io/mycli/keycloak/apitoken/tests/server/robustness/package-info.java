/** Requests, clocks and outages that nobody plans for; no secret leaks. */
package io.mycli.keycloak.apitoken.tests.server.robustness;
