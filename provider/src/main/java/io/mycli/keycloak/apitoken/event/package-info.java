/** The details of events. */
package io.mycli.keycloak.apitoken.event;
