package io.mycli.keycloak.apitoken.tests.interop;

/** Node.js with oauth4webapi, which openid-client is made of. */
class NodeIT extends NpmServerContract {

    NodeIT() {
        super("node");
    }
}
