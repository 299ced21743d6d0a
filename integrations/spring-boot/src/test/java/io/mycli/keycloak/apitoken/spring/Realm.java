package io.mycli.keycloak.apitoken.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A realm that has keys, gives access tokens, and lets signals be polled. */
final class Realm implements AutoCloseable {

    static final String CREDENTIAL_CHANGE = "https://schemas.openid.net/secevent/caep/event-type/credential-change";

    final AtomicInteger tokensGiven = new AtomicInteger();
    final Map<String, String> pending = new ConcurrentHashMap<>();
    final List<String> acknowledged = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private static final RSAKey KEY = newKey();
    private static final RSAKey ANOTHER = newKey();

    final AtomicInteger longestList = new AtomicInteger();
    private volatile int status = 200;
    private volatile boolean more;

    Realm() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/realms/demo/protocol/openid-connect/certs",
                exchange -> answer(exchange, 200, new JWKSet(KEY.toPublicJWK()).toString()));
        server.createContext("/realms/demo/protocol/openid-connect/token", exchange -> {
            tokensGiven.incrementAndGet();
            answer(exchange, 200, """
                    {"access_token":"access","expires_in":300}""");
        });
        server.createContext("/poll", this::poll);
        server.start();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("k").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void poll(HttpExchange exchange) throws IOException {
        try {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            List<String> acks = JSONObjectUtils.getStringList(JSONObjectUtils.parse(body), "ack");
            longestList.accumulateAndGet(acks.size(), Math::max);
            if (status == 200) {
                acknowledged.addAll(acks);
                pending.keySet().removeAll(acks);
            }
        } catch (ParseException e) {
            throw new IOException(e);
        }
        answer(
                exchange,
                status,
                JSONObjectUtils.toJSONString(Map.of("sets", new LinkedHashMap<>(pending), "moreAvailable", more)));
    }

    void hasMore(boolean isMore) {
        more = isMore;
    }

    void answerPollsWith(int newStatus) {
        status = newStatus;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    RealmEndpoints endpoints() {
        return new RealmEndpoints(url() + "/realms/demo");
    }

    /** Returns the claims of a signal as Keycloak writes them. */
    JWTClaimsSet.Builder claims(String tokenId) {
        return new JWTClaimsSet.Builder()
                .jwtID("signal")
                .issuer(endpoints().issuer())
                .audience("catalog-server/stream")
                .claim(
                        "events",
                        Map.of(CREDENTIAL_CHANGE, Map.of("change_type", "delete", "kc_credential_id", tokenId)));
    }

    String signal(String tokenId) {
        return signed(KEY, "secevent+jwt", claims(tokenId).build());
    }

    String signed(String type, JWTClaimsSet claims) {
        return signed(KEY, type, claims);
    }

    /** Returns what somebody else has signed. */
    static String forged(JWTClaimsSet claims) {
        return signed(ANOTHER, "secevent+jwt", claims);
    }

    private static String signed(RSAKey by, String type, JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID("k")
                            .type(new JOSEObjectType(type))
                            .build(),
                    claims);
            jwt.sign(new RSASSASigner(by));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
