/** Bodies and answers of all endpoints of this extension. */
package io.mycli.keycloak.apitoken.http;
