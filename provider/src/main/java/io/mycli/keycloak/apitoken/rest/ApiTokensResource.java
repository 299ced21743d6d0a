package io.mycli.keycloak.apitoken.rest;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.RevocationReason;
import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.http.BodyReader;
import io.mycli.keycloak.apitoken.http.Responses;
import io.mycli.keycloak.apitoken.issuance.Answer;
import io.mycli.keycloak.apitoken.issuance.OwnerPolicy;
import io.mycli.keycloak.apitoken.issuance.TokenIssuer;
import io.mycli.keycloak.apitoken.issuance.TokenWrite;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import io.mycli.keycloak.apitoken.policy.UtcTime;
import io.mycli.keycloak.apitoken.representation.ApiTokenDetailsRepresentation;
import io.mycli.keycloak.apitoken.representation.ApiTokenEditRepresentation;
import io.mycli.keycloak.apitoken.representation.ApiTokenRepresentation;
import io.mycli.keycloak.apitoken.representation.EndedApiTokenDetailsRepresentation;
import io.mycli.keycloak.apitoken.representation.EndedApiTokenRepresentation;
import io.mycli.keycloak.apitoken.representation.NewApiTokenRepresentation;
import io.mycli.keycloak.apitoken.representation.RotationRepresentation;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Function;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The REST API of owners. Each call authorises, validates, acts, records the event and answers, in this order. The
 * codes of its errors are in {@code docs/reference/rest-owner.md}.
 */
public final class ApiTokensResource {

    /** The rows of ended tokens that an owner keeps after the next creation. */
    private static final int MAX_ENDED = 100;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final ApiTokenProvider tokens;
    private final ApiTokenPolicy policy;
    private final RateLimiter reportRate;

    ApiTokensResource(KeycloakSession session, RateLimiter reportRate) {
        this.reportRate = reportRate;
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.tokens = session.getProvider(ApiTokenProvider.class);
        this.policy = ApiTokenPolicy.of(realm);
    }

    /** Creates a token. The secret is in this answer only. */
    @POST
    @Path("")
    public Response create(InputStream body) {
        return Responses.of(session, () -> {
            Caller caller = writer();
            Answer answer = recorded(caller, issuer -> {
                requireRecentLogin(caller);
                return issuer.create(BodyReader.read(session, body, NewApiTokenRepresentation.class));
            });
            return answer.withSecret(Response.created(location(answer.token().id())));
        });
    }

    /** Replaces the secret of a token. The new one is in this answer only. */
    @POST
    @Path("{id}/rotate")
    public Response rotate(@PathParam("id") String id, InputStream body) {
        return Responses.of(session, () -> {
            Caller caller = writer();
            Answer answer = recorded(caller, issuer -> {
                requireRecentLogin(caller);
                ApiTokenModel token = requireToken(caller, id);
                return issuer.rotate(token, BodyReader.readOptional(session, body, RotationRepresentation.class));
            });
            return answer.withSecret(Response.ok());
        });
    }

    /** Changes the name or description of a token. */
    @PATCH
    @Path("{id}")
    public Response edit(@PathParam("id") String id, InputStream body) {
        return Responses.of(session, () -> {
            Caller caller = writer();
            Answer answer = recorded(caller, issuer -> {
                ApiTokenModel token = requireToken(caller, id);
                return issuer.edit(token, BodyReader.read(session, body, ApiTokenEditRepresentation.class));
            });
            return Responses.ok(answer.token());
        });
    }

    private void requireRecentLogin(Caller caller) {
        policy.recentLogin().ifPresent(caller::requireLoginWithin);
    }

    /** Checks and writes, and records the event of either. */
    private Answer recorded(Caller caller, Function<TokenIssuer, TokenWrite> check) {
        TokenEvents event = TokenEvents.by(caller, session, EventType.UPDATE_CREDENTIAL);
        try {
            return check.apply(new TokenIssuer(session, policy, caller.user())).run(session, event::success);
        } catch (ApiTokenException e) {
            throw recorded(event, e);
        }
    }

    private ApiTokenException recorded(TokenEvents event, ApiTokenException rejection) {
        return TransactionRetry.runAfter(session, own -> {
            event.rejected(own, rejection);
            return rejection;
        });
    }

    private ApiTokenRepresentation toRepresentation(ApiTokenModel token) {
        return ApiTokenRepresentation.of(token, realm, UtcTime.now());
    }

    /** Lists the owner's tokens, newest first. */
    @GET
    @Path("")
    public Response list() {
        return Responses.of(
                session,
                () -> Responses.ok(tokens.getTokensStream(realm, reader().user())
                        .map(this::toRepresentation)
                        .toList()));
    }

    /** Lists the owner's revoked and expired tokens, the last to end first, and why they ended. */
    @GET
    @Path("ended")
    public Response ended() {
        return Responses.of(session, () -> {
            UserModel owner = reader().user();
            Instant now = UtcTime.now();
            // Sorted once more: the rows that a not-before ended do not say so yet.
            return Responses.ok(tokens.getEnded(realm, owner, MAX_ENDED).stream()
                    .map(token -> EndedApiTokenRepresentation.of(token, realm, now))
                    .sorted(Comparator.comparing(EndedApiTokenRepresentation::endedAt)
                            .reversed())
                    .toList());
        });
    }

    /** Returns a token of that list, with its last use by each resource server. */
    @GET
    @Path("ended/{id}")
    public Response getEnded(@PathParam("id") String id) {
        return Responses.of(session, () -> {
            UserModel owner = reader().user();
            String tokenId = requireId(id);
            ApiTokenModel token = tokens.getEnded(realm, owner, MAX_ENDED).stream()
                    .filter(it -> it.id().equals(tokenId))
                    .findFirst()
                    .orElseThrow(ApiTokensResource::notFound);
            return Responses.ok(EndedApiTokenDetailsRepresentation.of(
                    EndedApiTokenRepresentation.of(token, realm, UtcTime.now()), tokens.getLastUses(token)));
        });
    }

    /** Returns a token of the owner, with its last use by each resource server. */
    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id) {
        return Responses.of(session, () -> {
            ApiTokenModel token = requireToken(reader(), id);
            return Responses.ok(ApiTokenDetailsRepresentation.of(toRepresentation(token), tokens.getLastUses(token)));
        });
    }

    /** Revokes a token of the owner. */
    @DELETE
    @Path("{id}")
    public Response revoke(@PathParam("id") String id) {
        return Responses.of(session, () -> {
            Caller caller = writer();
            UserModel owner = caller.user();
            String tokenId = requireId(id);
            TokenEvents event = TokenEvents.by(caller, session, EventType.REMOVE_CREDENTIAL);
            TransactionRetry.runAfter(session, own -> {
                ApiTokenModel token = own.getProvider(ApiTokenProvider.class)
                        .revoke(realm, owner, tokenId, RevocationReason.OWNER)
                        .orElseThrow(ApiTokensResource::notFound);
                event.success(own, token);
                return token;
            });
            return Response.noContent().build();
        });
    }

    /** Returns the realm's policy as it applies to the caller. */
    @GET
    @Path("policy")
    public Response policy() {
        return Responses.of(session, () -> {
            Caller caller = reader();
            return Responses.ok(OwnerPolicy.of(session, policy, caller.user()));
        });
    }

    /** Describes both REST APIs. */
    @GET
    @Path("openapi.yaml")
    public Response openApi() {
        return Responses.of(session, () -> {
            reader();
            return Responses.openApi();
        });
    }

    /** Returns what the holder of an API token may call. */
    @Path("self")
    public SelfResource self() {
        return new SelfResource(session);
    }

    /** Returns the endpoint for reports of leaked secrets. */
    @Path("leaked")
    public LeakReportResource leaked() {
        return new LeakReportResource(session, policy, reportRate);
    }

    @OPTIONS
    @Path("")
    public Response preflight() {
        return CorsHeaders.preflight();
    }

    @OPTIONS
    @Path("{path:.+}")
    public Response preflightBelow() {
        return CorsHeaders.preflight();
    }

    private Caller reader() {
        Caller caller = caller();
        caller.requireRead();
        requireEnabled();
        return caller;
    }

    private Caller writer() {
        Caller caller = caller();
        caller.requireWrite();
        requireEnabled();
        return caller;
    }

    private Caller caller() {
        return Caller.authenticate(session, policy, tokens.secretFormat());
    }

    private void requireEnabled() {
        if (!policy.isEnabled()) {
            throw new ApiTokenException(
                    ErrorCode.API_TOKENS_DISABLED, "API tokens are not enabled in this realm. Ask an administrator.");
        }
    }

    private ApiTokenModel requireToken(Caller caller, String id) {
        return tokens.getById(realm, caller.user(), requireId(id)).orElseThrow(ApiTokensResource::notFound);
    }

    private static String requireId(String id) {
        if (!ApiTokenModel.isId(id)) {
            throw notFound();
        }
        return id;
    }

    private static ApiTokenException notFound() {
        return new ApiTokenException(ErrorCode.TOKEN_NOT_FOUND, "You have no token with this id. List your tokens.");
    }

    private URI location(String id) {
        return session.getContext()
                .getUri()
                .getBaseUriBuilder()
                .path("realms/{realm}/{provider}/{id}")
                .build(realm.getName(), ApiTokensRealmResourceProviderFactory.PROVIDER_ID, id);
    }
}
