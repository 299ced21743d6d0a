package io.mycli.keycloak.apitoken.verification;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.StoredSecret;
import io.mycli.keycloak.apitoken.client.ServiceAccount;
import io.mycli.keycloak.apitoken.client.TokenClient;
import io.mycli.keycloak.apitoken.error.StandInUser;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import io.mycli.keycloak.apitoken.policy.EndingPolicy;
import io.mycli.keycloak.apitoken.policy.UnreadablePolicyLog;
import io.mycli.keycloak.apitoken.policy.UtcTime;
import io.mycli.keycloak.apitoken.secret.ApiTokenSecret;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;

/**
 * The check whether a secret is valid in a realm at this moment. Every entry point uses it, so that a token is valid at
 * all of them or at none. Each entry point decides whether its <em>caller</em> may know the result.
 *
 * <p>A user's own not-before, which "sign out everywhere" sets, counts only if the realm's policy says so. An API token
 * is not a session.
 */
public final class ApiTokenVerifier {

    private static final UnreadablePolicyLog unreadable = new UnreadablePolicyLog();

    private final KeycloakSession session;
    private final RealmModel realm;

    /** Creates a verifier for the realm of the session's context. */
    public ApiTokenVerifier(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /** Verifies a candidate for a secret, which appears neither in the result nor in a log. */
    public VerificationResult verify(@Nullable String candidate) {
        ApiTokenProvider tokens = session.getProvider(ApiTokenProvider.class);
        Optional<ApiTokenSecret> secret = tokens.secretFormat().parse(candidate);
        if (secret.isEmpty()) {
            return rejected(RejectionReason.MALFORMED, null);
        }
        if (!ApiTokenPolicy.isEnabled(realm)) {
            return rejected(RejectionReason.DISABLED, null);
        }
        return tokens.getByHash(realm, secret.get())
                .map(this::verify)
                .orElseGet(() -> rejected(RejectionReason.UNKNOWN, null));
    }

    /** Verifies the API token of a derived JWT as if the secret were presented that the JWT was made from. */
    public VerificationResult verifyOrigin(AccessToken jwt) {
        if (!ApiTokenPolicy.isEnabled(realm)) {
            return rejected(RejectionReason.DISABLED, null);
        }
        return session.getProvider(ApiTokenProvider.class)
                .getById(realm, TokenOrigin.tokenId(jwt).orElse(""))
                .map(token -> verify(TokenOrigin.secretOf(jwt, token)))
                .orElseGet(() -> rejected(RejectionReason.UNKNOWN, null));
    }

    private VerificationResult verify(StoredSecret secret) {
        ApiTokenModel token = secret.token();
        if (token.isRevoked()) {
            return rejected(RejectionReason.REVOKED, token);
        }
        Instant now = UtcTime.now();
        if (secret.isExpired(now)) {
            return rejected(secret.isReplaced() ? RejectionReason.REPLACED : RejectionReason.EXPIRED, token);
        }
        EndingPolicy policy = EndingPolicy.of(realm);
        if (policy.problem().isPresent()) {
            unreadable.report(realm, policy.problem().get());
            return rejected(RejectionReason.POLICY_UNREADABLE, token);
        }
        if (policy.notBefore().filter(secret.issuedAt()::isBefore).isPresent()) {
            return rejected(RejectionReason.BEFORE_TOKENS_NOT_BEFORE, token);
        }
        if (policy.inactivity().filter(max -> token.isUnusedFor(max, now)).isPresent()) {
            return rejected(RejectionReason.INACTIVE, token);
        }
        UserModel owner = session.users().getUserById(realm, token.ownerId());
        if (owner == null) {
            return rejected(RejectionReason.OWNER_NOT_FOUND, token);
        }
        if (!owner.isEnabled()) {
            StandInUser.reject(owner);
            return rejected(RejectionReason.OWNER_DISABLED, token);
        }
        return verifyClient(secret, owner, policy.endsOnLogoutAll());
    }

    private VerificationResult verifyClient(StoredSecret secret, UserModel owner, boolean endsOnLogoutAll) {
        ApiTokenModel token = secret.token();
        ClientModel client = TokenClient.find(realm).orElse(null);
        if (client == null) {
            return rejected(RejectionReason.TOKEN_CLIENT_NOT_FOUND, token);
        }
        if (!client.isEnabled()) {
            return rejected(RejectionReason.TOKEN_CLIENT_DISABLED, token);
        }
        long issuedAt = secret.issuedAt().getEpochSecond();
        if (issuedAt < realm.getNotBefore()) {
            return rejected(RejectionReason.BEFORE_REALM_NOT_BEFORE, token);
        }
        if (endsOnLogoutAll && issuedAt < session.users().getNotBeforeOfUser(realm, owner)) {
            return rejected(RejectionReason.BEFORE_OWNER_NOT_BEFORE, token);
        }
        if (issuedAt < client.getNotBefore()) {
            return rejected(RejectionReason.BEFORE_CLIENT_NOT_BEFORE, token);
        }
        return ServiceAccount.is(owner)
                ? verifyServiceAccount(secret, owner, client)
                : new VerificationResult.Accepted(secret, owner, client, client);
    }

    private VerificationResult verifyServiceAccount(StoredSecret secret, UserModel owner, ClientModel tokenClient) {
        ClientModel client = ServiceAccount.client(realm, owner);
        if (client == null || !client.isServiceAccountsEnabled()) {
            return rejected(RejectionReason.SERVICE_ACCOUNT_DISABLED, secret.token());
        }
        if (!client.isEnabled()) {
            return rejected(RejectionReason.SERVICE_ACCOUNT_CLIENT_DISABLED, secret.token());
        }
        if (secret.issuedAt().getEpochSecond() < client.getNotBefore()) {
            return rejected(RejectionReason.BEFORE_SERVICE_ACCOUNT_NOT_BEFORE, secret.token());
        }
        return new VerificationResult.Accepted(secret, owner, tokenClient, client);
    }

    private static VerificationResult.Rejected rejected(RejectionReason reason, @Nullable ApiTokenModel token) {
        return new VerificationResult.Rejected(reason, Optional.ofNullable(token));
    }
}
