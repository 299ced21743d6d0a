/** The details of events about API tokens. */
package io.mycli.keycloak.apitoken.event;
