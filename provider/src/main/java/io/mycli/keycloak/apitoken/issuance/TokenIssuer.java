package io.mycli.keycloak.apitoken.issuance;

import io.mycli.keycloak.apitoken.ApiTokenEdit;
import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.ChosenAccess;
import io.mycli.keycloak.apitoken.NewApiToken;
import io.mycli.keycloak.apitoken.NewSecret;
import io.mycli.keycloak.apitoken.claims.AvailableAccess;
import io.mycli.keycloak.apitoken.client.ServiceAccount;
import io.mycli.keycloak.apitoken.client.TokenClient;
import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.error.Validation;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import io.mycli.keycloak.apitoken.policy.Lifetime;
import io.mycli.keycloak.apitoken.policy.TokenDescription;
import io.mycli.keycloak.apitoken.policy.TokenName;
import io.mycli.keycloak.apitoken.policy.UtcTime;
import io.mycli.keycloak.apitoken.representation.ApiTokenEditRepresentation;
import io.mycli.keycloak.apitoken.representation.NewApiTokenRepresentation;
import io.mycli.keycloak.apitoken.representation.RotationRepresentation;
import io.mycli.keycloak.apitoken.secret.ApiTokenSecret;
import io.mycli.keycloak.apitoken.secret.SecretFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The checks of creations, changes and rotations, except limit and unique names, which the database enforces. */
public final class TokenIssuer {

    private static final Logger logger = Logger.getLogger(TokenIssuer.class);

    private static final String OVERLAP = "overlap";
    private static final String SCOPE = "scope";
    private static final String NAME = "name";
    private static final String DESCRIPTION = "description";

    /** The size of the column. */
    private static final int MAX_SCOPE = 2000;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final ApiTokenPolicy policy;
    private final UserModel owner;

    /** Creates an issuer of an owner's tokens. */
    public TokenIssuer(KeycloakSession session, ApiTokenPolicy policy, UserModel owner) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.policy = policy;
        this.owner = owner;
    }

    /** Checks a creation. The result creates the token. */
    public TokenWrite create(NewApiTokenRepresentation request) {
        requireReadablePolicy();
        requireTokenClient();
        Validation validation = new Validation();
        TokenName name = validation.check(() -> name(request.name()));
        String description = validation.check(() -> description(request.description()));
        Instant createdAt = UtcTime.now();
        Instant now = createdAt.truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt =
                validation.check(() -> policy.expiry(request.expiresIn(), now).orElse(null));
        validation.require(() -> policy.requireProfile(request.profile(), "profile"));
        String scope = validation.check(() -> scope(request.scope()));
        ChosenAccess access = access(request, scope, validation);
        validation.requireValid();

        ApiTokenSecret secret = secretFormat().generate();
        NewApiToken token = new NewApiToken(
                name,
                description,
                secret.hash(),
                secret.prefix(),
                request.profile(),
                scope,
                access,
                createdAt,
                expiresAt);
        int max = policy.maxPerUser();
        return new TokenWrite(
                own -> own.getProvider(ApiTokenProvider.class).create(realm, owner, token, max),
                secret,
                new ApiTokenException(
                        ErrorCode.TOKEN_LIMIT_REACHED, "Too many tokens are being created at once. Try again."));
    }

    private ChosenAccess access(NewApiTokenRepresentation request, @Nullable String scope, Validation validation) {
        AccessSelection selection = new AccessSelection(
                request, () -> AvailableAccess.of(session, owner, claimsClient(), scope), secretFormat());
        validation.require(() -> policy.requireRoles(selection.hasRoles(), AccessSelection.REALM_ROLES));
        return selection.check(validation);
    }

    /** Reads the name. A secret in it is reported before other faults, because the owner must revoke it. */
    private TokenName name(@Nullable String requested) {
        if (secretFormat().isIn(requested)) {
            throw new ApiTokenException(
                    ErrorCode.INVALID_NAME,
                    "The name contains an API token. Choose another name, and revoke that token.",
                    NAME);
        }
        return TokenName.of(requested);
    }

    /** Reads the description; null for a blank one. */
    private @Nullable String description(@Nullable String requested) {
        String description = requested == null ? "" : checkedDescription(requested);
        return description.isEmpty() ? null : description;
    }

    private String checkedDescription(String requested) {
        if (secretFormat().isIn(requested)) {
            throw new ApiTokenException(
                    ErrorCode.INVALID_REQUEST,
                    "The description contains an API token. Send another one, and revoke that token.",
                    DESCRIPTION);
        }
        return TokenDescription.of(requested);
    }

    /** Checks a change of a token's name or description. The result changes them. */
    public TokenWrite edit(ApiTokenModel token, ApiTokenEditRepresentation request) {
        if (request.name() == null && request.description() == null) {
            throw new ApiTokenException(
                    ErrorCode.INVALID_REQUEST, "The request changes nothing. Send a name or a description.");
        }
        Validation validation = new Validation();
        TokenName name = request.name() == null ? null : validation.check(() -> name(request.name()));
        String sent = request.description();
        String description = sent == null ? null : validation.check(() -> checkedDescription(sent));
        validation.requireValid();
        ApiTokenEdit edit = new ApiTokenEdit(name, description);
        return new TokenWrite(
                own -> own.getProvider(ApiTokenProvider.class).edit(realm, owner, token.id(), edit),
                null,
                new ApiTokenException(
                        ErrorCode.TOKEN_NAME_EXISTS, "Too many requests use this name at once. Try again.", NAME));
    }

    private ClientModel claimsClient() {
        return ServiceAccount.claimsClient(realm, owner).orElseThrow();
    }

    private SecretFormat secretFormat() {
        return session.getProvider(ApiTokenProvider.class).secretFormat();
    }

    /** Checks a rotation. The result gives the token a new secret; the old one stays valid during the overlap. */
    public TokenWrite rotate(ApiTokenModel token, RotationRepresentation request) {
        requireReadablePolicy();
        requireTokenClient();
        Duration overlap = overlap(request.overlap());
        policy.requireProfile(token.profile(), null);
        policy.requireRoles(!token.access().hasAllRoles(), null);
        requireAllowed(token.scope());
        Instant issuedAt = UtcTime.now();
        Instant now = issuedAt.truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt =
                policy.rotatedExpiry(token.issuedAt(), token.expiresAt(), now).orElse(null);
        requireRotatable(token, overlap, issuedAt);

        ApiTokenSecret secret = secretFormat().generate();
        NewSecret replacement = new NewSecret(
                secret.hash(), secret.prefix(), issuedAt, expiresAt, previousValidUntil(token, now.plus(overlap)));
        return new TokenWrite(
                own -> own.getProvider(ApiTokenProvider.class).rotate(realm, owner, token, replacement),
                secret,
                new ApiTokenException(
                        ErrorCode.ROTATION_CONFLICT, "Too many requests rotate this token at once. Try again."));
    }

    private static Duration overlap(@Nullable String requested) {
        return Lifetime.parseOverlap(requested == null ? "0" : requested)
                .orElseThrow(() -> new ApiTokenException(
                        ErrorCode.INVALID_REQUEST,
                        "The overlap is invalid. Send 0, or 1h to 7d, for example 24h.",
                        OVERLAP));
    }

    /**
     * Requires that no overlap is running. A rotation without overlap ends it, because the owner may have lost either
     * secret.
     */
    private static void requireRotatable(ApiTokenModel token, Duration overlap, Instant now) {
        if (token.isExpired(now)) {
            throw new ApiTokenException(ErrorCode.ROTATION_CONFLICT, "This token has expired. Create a new one.");
        }
        Instant end = token.previousValidUntil();
        if (end != null && token.isOverlapping(now) && !overlap.isZero()) {
            throw new ApiTokenException(
                    ErrorCode.ROTATION_CONFLICT,
                    "The overlap of the last rotation ends at "
                            + end.truncatedTo(ChronoUnit.SECONDS)
                            + ". Wait, or send overlap 0 to end it now.",
                    OVERLAP);
        }
    }

    private static Instant previousValidUntil(ApiTokenModel token, Instant endOfOverlap) {
        Instant expiresAt = token.expiresAt();
        return expiresAt == null || endOfOverlap.isBefore(expiresAt) ? endOfOverlap : expiresAt;
    }

    private void requireReadablePolicy() {
        policy.problem().ifPresent(problem -> {
            logger.errorf(
                    "No API token is created or rotated in realm %s, because its policy is invalid: %s",
                    realm.getName(), problem);
            throw new ApiTokenException(
                    ErrorCode.FORBIDDEN, "The realm's policy for API tokens is invalid. Tell an administrator.");
        });
    }

    /**
     * Requires the token client. It is not created here: that would undo an administrator's restrictions of a renamed
     * one.
     */
    private void requireTokenClient() {
        if (TokenClient.find(realm).isEmpty()) {
            logger.errorf(
                    "No API token is created or rotated in realm %s, because its client %s is missing",
                    realm.getName(), TokenClient.CLIENT_ID);
            throw new ApiTokenException(
                    ErrorCode.FORBIDDEN, "The realm's client api-tokens is missing. Tell an administrator.");
        }
    }

    /** Requires that the policy still allows the scopes of a token. One that the token client has lost has no effect. */
    private void requireAllowed(@Nullable String scope) {
        if (scope != null && !TokenClient.isAllowed(policy, List.of(scope.split(" ")))) {
            throw new ApiTokenException(
                    ErrorCode.INVALID_SCOPE, "The realm no longer allows a scope of this token. Create a new token.");
        }
    }

    /** Returns the requested scopes, each once and in their order; null for none. */
    private @Nullable String scope(@Nullable String requested) {
        if (requested == null || requested.isBlank()) {
            return null;
        }
        ClientModel client = claimsClient();
        Set<String> scopes = new LinkedHashSet<>(List.of(requested.strip().split(" +")));
        if (!TokenClient.grants(session, client, owner, scopes)) {
            Set<String> offered = TokenClient.consentTexts(client).keySet();
            throw new ApiTokenException(
                    ErrorCode.INVALID_SCOPE,
                    offered.isEmpty()
                            ? "The realm offers no scopes. Send no scope."
                            : "A scope is not available. Choose from: " + String.join(", ", offered) + ".",
                    SCOPE);
        }
        String scope = String.join(" ", scopes);
        if (scope.length() > MAX_SCOPE) {
            throw new ApiTokenException(
                    ErrorCode.INVALID_SCOPE,
                    "The scope is too long. Send at most " + MAX_SCOPE + " characters.",
                    SCOPE);
        }
        return scope;
    }
}
