package io.mycli.keycloak.apitoken.tests.cluster;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;

/** What a node of the cluster knows. */
public final class Nodes {

    private Nodes() {}

    /** Waits until a node rejects a token, because the node may need a message of another. */
    public static void awaitRejected(TestRealm realm, KeycloakServer node, TestRealm.Token token) {
        Await.until(
                "the token is rejected",
                () -> !realm.introspectAt(node, token.secret()).<Boolean>path("active"));
        realm.assertRejected(realm.introspectAt(node, token.secret()));
    }
}
