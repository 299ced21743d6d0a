package io.mycli.keycloak.apitoken.tests.support;

import static io.restassured.RestAssured.given;

import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import io.restassured.specification.RequestSpecification;
import java.util.stream.Collectors;
import org.apache.http.client.HttpClient;
import org.apache.http.conn.scheme.PlainSocketFactory;
import org.apache.http.conn.scheme.Scheme;
import org.apache.http.conn.scheme.SchemeRegistry;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.impl.conn.BasicClientConnectionManager;
import org.apache.http.params.HttpParams;

/**
 * Requests to the server under test. Every answer but that of a creation is searched for a secret, and those of
 * both REST APIs are held against their description.
 */
public final class Http {

    @SuppressWarnings("deprecation")
    private static final HttpParams PARAMETERS = new DefaultHttpClient().getParams();

    private static final RestAssuredConfig CONFIG = RestAssuredConfig.config()
            .redirect(RedirectConfig.redirectConfig().followRedirects(false))
            .httpClient(HttpClientConfig.httpClientConfig()
                    .httpClientFactory(Http::client)
                    .setParam("http.connection.timeout", 30_000)
                    .setParam("http.socket.timeout", 120_000));

    private Http() {}

    /**
     * REST-assured makes a client for each request. This one makes no context for TLS, which no server under test has, and
     * looks for its version in no JAR: that would be an eighth of what their process computes.
     */
    @SuppressWarnings("deprecation")
    private static HttpClient client() {
        SchemeRegistry schemes = new SchemeRegistry();
        schemes.register(new Scheme("http", 80, PlainSocketFactory.getSocketFactory()));
        return new DefaultHttpClient(new BasicClientConnectionManager(schemes), PARAMETERS.copy());
    }

    /** Returns a request without credentials. */
    public static RequestSpecification request() {
        return given().config(CONFIG)
                .baseUri(KeycloakServer.get().baseUrl())
                .urlEncodingEnabled(false)
                .filter(new CheckFilter());
    }

    /** Returns a request with a bearer token. */
    public static RequestSpecification withBearer(String bearer) {
        return request().header("Authorization", "Bearer " + bearer);
    }

    private static final class CheckFilter implements Filter {

        @Override
        public Response filter(
                FilterableRequestSpecification request,
                FilterableResponseSpecification specification,
                FilterContext context) {
            Response response = context.next(request, specification);
            check(request.getMethod(), request.getURI(), response);
            return response;
        }
    }

    static void check(String method, String uri, Response response) {
        String body = response.asString();
        if (response.statusCode() != 201) {
            Secrets.requireNone("answer to " + uri, response.headers() + body);
        }
        OpenApi.requireAsDescribed(
                method,
                uri,
                response.statusCode(),
                response.headers().asList().stream()
                        .collect(Collectors.groupingBy(
                                Header::getName, Collectors.mapping(Header::getValue, Collectors.toList()))),
                body);
    }
}
