package io.mycli.keycloak.apitoken.tests.support;

import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.filter.Filter;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** A user of the master realm who administers realms, and the access token that this user has at the moment. */
final class Administrator {

    /** Half of the minute that an access token lives. */
    private static final long KEEP_NANOS = Duration.ofSeconds(30).toNanos();

    private static final String USERS = "/admin/realms/master/users";

    private final String username;
    private final String password;

    /**
     * Read for a request, written for the deletion of a realm, or of its rows, that this administrator may manage.
     * Keycloak fails a request of an administrator one of whose roles is deleted at that moment, with a
     * {@code NullPointerException} in {@code DefaultLazyLoader}.
     */
    private final ReadWriteLock roles = new ReentrantReadWriteLock(true);

    private String token;
    private long tokenTime;

    private Administrator(String username, String password) {
        this.username = username;
        this.password = password;
    }

    /**
     * Returns the one that the server was started with, who may manage all realms. Administrators get cheap passwords,
     * because they log in often.
     */
    static Administrator ofAllRealms() {
        Administrator administrator = new Administrator(KeycloakServer.ADMIN, KeycloakServer.ADMIN);
        Http.request()
                .filter(administrator.authorization())
                .contentType(ContentType.JSON)
                .body(Map.of("passwordPolicy", RealmTemplate.CHEAP_PASSWORDS))
                .put("/admin/realms/master")
                .then()
                .statusCode(204);
        return administrator;
    }

    /** Creates one who may create realms, and manage those. */
    static Administrator creator(Administrator ofAllRealms) {
        String name = "creator-" + UUID.randomUUID();
        Response created = Http.request()
                .filter(ofAllRealms.authorization())
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "username",
                        name,
                        "enabled",
                        true,
                        "credentials",
                        List.of(Map.of("type", "password", "value", name))))
                .post(USERS);
        created.then().statusCode(201);
        Map<String, Object> createRealm = Http.request()
                .filter(ofAllRealms.authorization())
                .get("/admin/realms/master/roles/create-realm")
                .jsonPath()
                .getMap("$");
        String user =
                created.header("Location").substring(created.header("Location").lastIndexOf('/'));
        Http.request()
                .filter(ofAllRealms.authorization())
                .contentType(ContentType.JSON)
                .body(List.of(createRealm))
                .post(USERS + user + "/role-mappings/realm")
                .then()
                .statusCode(204);
        return new Administrator(name, name);
    }

    /** Sends a request as this administrator. */
    Response send(String method, QuickRequest request) {
        return request.checked(method, locked(() -> request.bearer(token()).exchange(method)));
    }

    /** Returns a filter that sends a request as this administrator. */
    Filter authorization() {
        return (request, specification, context) -> locked(() -> {
            request.replaceHeader("Authorization", "Bearer " + token());
            return context.next(request, specification);
        });
    }

    /** The token is read only then, because the wait may be longer than it lives. */
    private Response locked(Supplier<Response> request) {
        roles.readLock().lock();
        try {
            return request.get();
        } finally {
            roles.readLock().unlock();
        }
    }

    String username() {
        return username;
    }

    /** Returns what to hold while roles of this administrator are deleted. */
    Lock deletion() {
        return roles.writeLock();
    }

    /** Lets the next request log in again. */
    synchronized void logout() {
        token = null;
    }

    private synchronized String token() {
        if (token == null || System.nanoTime() - tokenTime > KEEP_NANOS) {
            tokenTime = System.nanoTime();
            token = Json.text(
                    QuickRequest.to("/realms/master/protocol/openid-connect/token")
                            .form(
                                    "grant_type",
                                    "password",
                                    "client_id",
                                    "admin-cli",
                                    "username",
                                    username,
                                    "password",
                                    password)
                            .post(),
                    "access_token");
        }
        return token;
    }
}
