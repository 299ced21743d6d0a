/** The pages of the account console and of administrators, in Chromium. */
package io.mycli.keycloak.apitoken.tests.browser;
