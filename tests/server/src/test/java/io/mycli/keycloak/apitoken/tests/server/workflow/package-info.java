/** The step of Workflows. */
package io.mycli.keycloak.apitoken.tests.server.workflow;
