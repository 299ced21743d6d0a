/** The container files of this module, read as text and as YAML. */
package io.mycli.keycloak.apitoken.docker;
