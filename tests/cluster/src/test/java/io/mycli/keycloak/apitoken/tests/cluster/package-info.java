/** Nodes that share a database: they join, leave, crash and lose it. */
package io.mycli.keycloak.apitoken.tests.cluster;
