package io.mycli.keycloak.apitoken.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Keycloak's admin REST API, as the administrator of the master realm. */
public final class Admin {

    private static final long KEEP_NANOS = Duration.ofSeconds(30).toNanos();

    private static final int MANY = 1000;

    /**
     * One for a request, all for the deletion of a realm. Keycloak fails a request of an administrator whose composite role
     * loses a member at that moment, with a {@code NullPointerException} in {@code DefaultLazyLoader}.
     */
    private static final Semaphore ROLES = new Semaphore(MANY);

    private static String token;
    private static long tokenTime;

    private Admin() {}

    /** Reads below {@code /admin/realms}; fails unless the status is 2xx. */
    public static Response get(String path) {
        return checked(request().get("/admin/realms" + path));
    }

    /** Creates; fails unless the status is 2xx. */
    public static Response post(String path, Object body) {
        return checked(request().contentType(ContentType.JSON).body(body).post("/admin/realms" + path));
    }

    /** Replaces; fails unless the status is 2xx. */
    public static Response put(String path, Object body) {
        return checked(request().contentType(ContentType.JSON).body(body).put("/admin/realms" + path));
    }

    /** Deletes; fails unless the status is 2xx. */
    public static Response delete(String path) {
        return checked(request().delete("/admin/realms" + path));
    }

    /** Deletes what the body names; fails unless the status is 2xx. */
    public static Response delete(String path, Object body) {
        return checked(request().contentType(ContentType.JSON).body(body).delete("/admin/realms" + path));
    }

    /** While no other administrator's request is on its way. */
    static void deleteRealm(String name) {
        checked(request(MANY).delete("/admin/realms/" + name));
    }

    /** Whose answer the caller looks at. */
    public static RequestSpecification request() {
        return request(1);
    }

    private static RequestSpecification request(int permits) {
        return Http.request().filter((request, specification, context) -> {
            ROLES.acquireUninterruptibly(permits);
            try {
                // Only now, because the wait may be longer than a token lives.
                request.header("Authorization", "Bearer " + token());
                return context.next(request, specification);
            } finally {
                ROLES.release(permits);
            }
        });
    }

    static boolean exists(String path) {
        return request().get("/admin/realms" + path).statusCode() == 200;
    }

    private static Response checked(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isBetween(200, 299);
        return response;
    }

    /** Lets the next request log in again. */
    public static synchronized void logout() {
        token = null;
    }

    /** Kept for half of the minute that it lives. */
    private static synchronized String token() {
        if (token == null || System.nanoTime() - tokenTime > KEEP_NANOS) {
            tokenTime = System.nanoTime();
            token = Http.request()
                    .formParam("grant_type", "password")
                    .formParam("client_id", "admin-cli")
                    .formParam("username", KeycloakServer.ADMIN)
                    .formParam("password", KeycloakServer.ADMIN)
                    .post("/realms/master/protocol/openid-connect/token")
                    .path("access_token");
        }
        return token;
    }
}
