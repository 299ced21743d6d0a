/** The server under test: one per run, started on ports from the operating system, stopped by its process id. */
package io.mycli.keycloak.apitoken.tests.support.server;
