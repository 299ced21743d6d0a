package io.mycli.keycloak.apitoken.mail;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import org.keycloak.http.FormPartValue;
import org.keycloak.http.HttpRequest;

/**
 * A request for a scheduled task, which has none. Keycloak's mail templates need the server's address. Before 26.7, a
 * mail from a scheduled task fails without a request to read it from. If {@code hostname} is set, or the realm has a
 * frontend URL, Keycloak uses that instead.
 */
public final class BackgroundHttpRequest implements HttpRequest {

    /** The host in this request, a name that no server can have (RFC 2606 section 2). */
    static final String HOST = "unknown.invalid";

    private static final URI BASE = URI.create("https://" + HOST + "/");

    private final UriInfo uri = (UriInfo) Proxy.newProxyInstance(
            UriInfo.class.getClassLoader(), new Class<?>[] {UriInfo.class}, BackgroundHttpRequest::answer);

    private static Object answer(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "getBaseUri", "getRequestUri", "getAbsolutePath" -> BASE;
            case "getBaseUriBuilder", "getRequestUriBuilder", "getAbsolutePathBuilder" -> UriBuilder.fromUri(BASE);
            case "getPath" -> "";
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    @Override
    public UriInfo getUri() {
        return uri;
    }

    @Override
    public String getHttpMethod() {
        return "GET";
    }

    @Override
    public MultivaluedMap<String, String> getDecodedFormParameters() {
        return new MultivaluedHashMap<>();
    }

    @Override
    public MultivaluedMap<String, FormPartValue> getMultiPartFormParameters() {
        return new MultivaluedHashMap<>();
    }

    @Override
    public @Nullable HttpHeaders getHttpHeaders() {
        return null;
    }

    @Override
    public X509Certificate @Nullable [] getClientCertificateChain() {
        return null;
    }

    @Override
    public boolean isProxyTrusted() {
        return false;
    }
}
