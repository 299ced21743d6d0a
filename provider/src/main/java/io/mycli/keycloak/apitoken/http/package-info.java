/** Bodies and answers, the same at each of our endpoints. */
package io.mycli.keycloak.apitoken.http;
