package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.ApiTokenFilter;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.http.BodyReader;
import io.mycli.keycloak.apitoken.policy.EndingPolicy;
import io.mycli.keycloak.apitoken.policy.UtcTime;
import io.mycli.keycloak.apitoken.representation.NotBeforeRepresentation;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * A change of the realm's not-before for API tokens. It is a realm attribute, so each node knows it at once, independent of
 * the number of tokens.
 */
final class NotBeforeUpdate {

    private static final String NOT_BEFORE = "notBefore";
    private static final String NOW = "now";

    private record Body(
            @Nullable String notBefore, @Nullable Boolean dryRun) {}

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Instant time;
    private final boolean isNow;
    private final boolean isDryRun;

    private NotBeforeUpdate(KeycloakSession session, RealmModel realm, Instant time, boolean isNow, boolean isDryRun) {
        this.session = session;
        this.realm = realm;
        this.time = time;
        this.isNow = isNow;
        this.isDryRun = isDryRun;
    }

    /**
     * Reads a request.
     *
     * @throws ApiTokenException INVALID_REQUEST, also for a time in the future or before the current not-before
     */
    static NotBeforeUpdate read(KeycloakSession session, RealmModel realm, InputStream body) {
        Body sent = BodyReader.read(session, body, Body.class);
        String text = sent.notBefore();
        if (text == null) {
            throw FilterParameters.invalid(NOT_BEFORE, "The time is missing. Send 2026-11-25T12:00:00Z or now.");
        }
        boolean isNow = text.equals(NOW);
        Instant time = isNow ? UtcTime.now() : FilterParameters.time(NOT_BEFORE, text);
        if (time.isAfter(UtcTime.now())) {
            throw FilterParameters.invalid(
                    NOT_BEFORE, "The time must not be in the future. Send an earlier one, or now.");
        }
        NotBeforeUpdate notBefore =
                new NotBeforeUpdate(session, realm, time, isNow, Boolean.TRUE.equals(sent.dryRun()));
        notBefore.requireForward(realm, time);
        return notBefore;
    }

    /** Requires that it does not move back. An unreadable one may be any time up to now, so only now is accepted. */
    private void requireForward(RealmModel current, Instant next) {
        if (!isNow && EndingPolicy.isNotBeforeUnreadable(current)) {
            throw FilterParameters.invalid(
                    NOT_BEFORE, "The realm attribute api-tokens.not-before is invalid. Send now, or correct it.");
        }
        EndingPolicy.of(current).notBefore().filter(next::isBefore).ifPresent(earliest -> {
            throw FilterParameters.invalid(
                    NOT_BEFORE,
                    earliest.isAfter(UtcTime.now())
                            ? "The not-before cannot move back from " + earliest + ". Wait until then."
                            : "The not-before cannot move back. Send " + earliest + " or later.");
        });
    }

    /** Sets it, unless it is a dry run. When this returns, older tokens are inactive. */
    NotBeforeRepresentation set(ApiTokenProvider tokens, AdminEvents events) {
        long matching = tokens.count(realm, ApiTokenFilter.ALL.issuedBefore(time));
        if (isDryRun) {
            return new NotBeforeRepresentation(time.toString(), matching);
        }
        return TransactionRetry.runLockingAfter(session, own -> {
            RealmModel stored = own.getProvider(ApiTokenProvider.class).lockPolicy(realm);
            // Now is that of the lock: another administrator may have sent it a moment later, and been faster.
            Instant next = isNow ? UtcTime.now() : time;
            requireForward(stored, next);
            EndingPolicy.setNotBefore(own.getContext().getRealm(), next);
            events.in(own).tokens(Map.of(NOT_BEFORE, next.toString(), "matching", matching));
            return new NotBeforeRepresentation(next.toString(), matching);
        });
    }
}
