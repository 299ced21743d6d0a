package io.mycli.keycloak.apitoken.rest;

import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.cors.Cors;

/** The headers for cross-origin requests, as in Keycloak's account API: from the web origins of the JWT's client. */
final class CorsHeaders {

    private static final String[] METHODS = {"GET", "POST", "PATCH", "DELETE", "OPTIONS"};

    /**
     * Keycloak's {@code checkAllowedOrigins(AccessToken)}; up to 26.6.2 its name is {@code allowedOrigins}, and it
     * checks nothing. This is the only method of Keycloak whose name differs between the supported versions.
     */
    private static final Method ALLOWED_ORIGINS = Arrays.stream(Cors.class.getMethods())
            .filter(method -> method.getName().equals("checkAllowedOrigins")
                    || method.getName().equals("allowedOrigins"))
            .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {AccessToken.class}))
            .findFirst()
            .orElseThrow();

    private CorsHeaders() {}

    /**
     * Adds the headers to the answer, success or error.
     *
     * @throws ApiTokenException FORBIDDEN for an origin that the JWT's client does not list
     */
    static void add(AccessToken jwt) {
        Cors cors = Cors.builder();
        try {
            ALLOWED_ORIGINS.invoke(cors, jwt);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof ForbiddenException) {
                throw new ApiTokenException(
                        ErrorCode.FORBIDDEN, "This origin is not allowed. Add it to the web origins of the client.");
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        cors.allowedMethods(METHODS)
                .exposedHeaders("Location", "WWW-Authenticate")
                .auth()
                .add();
    }

    /** Answers a preflight. It does not name the client, so any origin is allowed. */
    static Response preflight() {
        return Cors.builder().auth().allowedMethods(METHODS).preflight().add(Response.ok());
    }
}
