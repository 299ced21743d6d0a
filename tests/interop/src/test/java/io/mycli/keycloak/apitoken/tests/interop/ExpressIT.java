package io.mycli.keycloak.apitoken.tests.interop;

/** Express, with a middleware of oauth4webapi. */
class ExpressIT extends NpmServerContract {

    ExpressIT() {
        super("express");
    }
}
