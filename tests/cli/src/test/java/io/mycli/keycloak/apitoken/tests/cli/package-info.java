/** The command {@code my}, as scripts and people on a terminal use it. */
package io.mycli.keycloak.apitoken.tests.cli;
