package io.mycli.keycloak.apitoken.rest;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.client.TokenClient;
import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.http.BodyReader;
import io.mycli.keycloak.apitoken.http.Responses;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import io.mycli.keycloak.apitoken.policy.Lifetime;
import io.mycli.keycloak.apitoken.policy.UtcTime;
import io.mycli.keycloak.apitoken.representation.ApiTokenRepresentation;
import io.mycli.keycloak.apitoken.representation.CreatedApiTokenRepresentation;
import io.mycli.keycloak.apitoken.representation.NewApiTokenRepresentation;
import io.mycli.keycloak.apitoken.representation.PolicyRepresentation;
import io.mycli.keycloak.apitoken.representation.RotationRepresentation;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * An owner's tokens. Each call authorises, validates, acts, records the event and answers, in this order; the sentences
 * and codes of refusals are in {@code docs/api.md}.
 */
public final class ApiTokensResource {

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

    /** Mints a token; the answer shows its secret for the first and last time. */
    @POST
    @Path("")
    public Response create(InputStream body) {
        return Responses.of(session, () -> {
            Caller caller = writer();
            policy.recentLogin().ifPresent(caller::requireLoginWithin);
            IssuedToken minted = recorded(
                    caller,
                    minting -> minting.create(BodyReader.read(session, body, NewApiTokenRepresentation.class)),
                    new ApiTokenException(
                            ErrorCode.TOKEN_LIMIT_REACHED,
                            "Too many of your tokens are being created at once. Try again."));
            return shown(Response.created(location(minted.token())), minted);
        });
    }

    /** Replaces its secret; the answer shows the new one for the first and last time. */
    @POST
    @Path("{id}/rotate")
    public Response rotate(@PathParam("id") String id, InputStream body) {
        return Responses.of(session, () -> {
            Caller caller = writer();
            policy.recentLogin().ifPresent(caller::requireLoginWithin);
            ApiTokenModel token = requireToken(caller, id);
            IssuedToken minted = recorded(
                    caller,
                    minting ->
                            minting.rotate(token, BodyReader.readOptional(session, body, RotationRepresentation.class)),
                    new ApiTokenException(
                            ErrorCode.ROTATION_CONFLICT, "Too many requests rotate this token at once. Try again."));
            return shown(Response.ok(), minted);
        });
    }

    /** @param conflict what to say if others are always faster */
    private IssuedToken recorded(
            Caller caller, Function<TokenIssuer, TokenIssuer.Write> check, ApiTokenException conflict) {
        TokenEvents event = TokenEvents.by(caller, session, EventType.UPDATE_CREDENTIAL);
        try {
            TokenIssuer.Write write = check.apply(new TokenIssuer(session, policy, caller.user()));
            return TransactionRetry.runAfter(session, own -> {
                IssuedToken minted = write.apply(own);
                event.success(own, minted.token());
                return minted;
            });
        } catch (ApiTokenException e) {
            throw recorded(event, e);
        } catch (RuntimeException e) {
            throw TransactionRetry.isConflict(e) ? recorded(event, conflict) : e;
        }
    }

    private ApiTokenException recorded(TokenEvents event, ApiTokenException refusal) {
        return TransactionRetry.runAfter(session, own -> {
            event.rejected(own, refusal);
            return refusal;
        });
    }

    /** The only place from which a secret leaves the server. */
    private static Response shown(Response.ResponseBuilder answer, IssuedToken minted) {
        return Responses.json(
                answer,
                new CreatedApiTokenRepresentation(
                        toRepresentation(minted.token()), minted.secret().reveal()));
    }

    static ApiTokenRepresentation toRepresentation(ApiTokenModel token) {
        return ApiTokenRepresentation.of(token, UtcTime.now());
    }

    /** The owner's tokens, newest first. */
    @GET
    @Path("")
    public Response list() {
        return Responses.of(
                session,
                () -> Responses.ok(tokens.getTokensStream(realm, reader().user())
                        .map(ApiTokensResource::toRepresentation)
                        .toList()));
    }

    /** One of them. */
    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id) {
        return Responses.of(session, () -> Responses.ok(toRepresentation(requireToken(reader(), id))));
    }

    /** Ends one for good. */
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
                        .revoke(realm, owner, tokenId)
                        .orElseThrow(ApiTokensResource::notFound);
                event.success(own, token);
                return token;
            });
            return Response.noContent().build();
        });
    }

    /** What the caller may do here. */
    @GET
    @Path("policy")
    public Response policy() {
        return Responses.of(session, () -> {
            Caller caller = reader();
            Map<String, String> consentTexts =
                    TokenClient.find(realm).map(TokenClient::consentTexts).orElse(Map.of());
            return Responses.ok(new PolicyRepresentation(
                    policy.maxPerUser(),
                    tokens.getLiveCount(realm, caller.user()),
                    policy.defaultLifetime().map(Lifetime::text).orElse(null),
                    policy.maxLifetime().map(Lifetime::text).orElse(null),
                    policy.isExpiryRequired(),
                    policy.inactivity().map(Duration::toDays).orElse(null),
                    policy.profiles(),
                    consentTexts.keySet(),
                    consentTexts));
        });
    }

    /** The one place that an API token opens: itself. */
    @Path("self")
    public SelfResource self() {
        return new SelfResource(session);
    }

    /** Where anybody reports secrets that leaked. */
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

    private URI location(ApiTokenModel token) {
        return session.getContext()
                .getUri()
                .getBaseUriBuilder()
                .path("realms/{realm}/{provider}/{id}")
                .build(realm.getName(), ApiTokensRealmResourceProviderFactory.PROVIDER_ID, token.id());
    }
}
