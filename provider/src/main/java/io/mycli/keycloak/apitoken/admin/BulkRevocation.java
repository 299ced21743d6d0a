package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.ApiTokenFilter;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.ApiTokenState;
import io.mycli.keycloak.apitoken.RevocationListener;
import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.event.ApiTokenEventDetails;
import io.mycli.keycloak.apitoken.event.SharedSignals;
import io.mycli.keycloak.apitoken.http.BodyReader;
import io.mycli.keycloak.apitoken.representation.BulkRevocationRepresentation;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The revocation of all tokens that match a filter. It works in transactions of 500 tokens, so that none holds locks for long,
 * and pauses after each for as long as it took, so that introspections continue. After 20 seconds it answers how many
 * tokens are left, and the next call continues.
 */
final class BulkRevocation {

    private static final String EVERYTHING = "everything";
    private static final String DRY_RUN = "dryRun";
    private static final int BATCH = 500;
    private static final Duration MAX_TIME = Duration.ofSeconds(20);

    private static final Logger logger = Logger.getLogger(BulkRevocation.class);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final FilterParameters filters;
    private final ApiTokenFilter filter;
    private final boolean isDryRun;
    private long revoked;
    private boolean isDone;

    private BulkRevocation(
            KeycloakSession session,
            RealmModel realm,
            FilterParameters filters,
            ApiTokenFilter filter,
            boolean isDryRun) {
        this.session = session;
        this.realm = realm;
        this.filters = filters;
        this.filter = filter;
        this.isDryRun = isDryRun;
    }

    /**
     * Reads a request.
     *
     * @throws ApiTokenException INVALID_REQUEST, also for a body without a filter
     */
    static BulkRevocation read(KeycloakSession session, RealmModel realm, AdminPermissions rights, InputStream body) {
        Map<String, Class<?>> types = new LinkedHashMap<>();
        FilterParameters.NAMES.forEach(name -> types.put(name, String.class));
        types.put(EVERYTHING, Boolean.class);
        types.put(DRY_RUN, Boolean.class);
        Map<String, Object> sent = BodyReader.read(session, body, types);
        FilterParameters filters = new FilterParameters(session, realm, rights, name -> (String) sent.get(name));
        ApiTokenFilter filter = filters.filter();
        if (Boolean.TRUE.equals(sent.get(EVERYTHING)) == !filters.asMap().isEmpty()) {
            throw FilterParameters.invalid(
                    EVERYTHING, "Send either a filter, or everything as true to revoke all tokens.");
        }
        if (filter.state() == ApiTokenState.REVOKED) {
            throw FilterParameters.invalid(
                    FilterParameters.STATE, "This state has nothing to revoke. Send another, or leave it out.");
        }
        return new BulkRevocation(session, realm, filters, filter, Boolean.TRUE.equals(sent.get(DRY_RUN)));
    }

    /** Returns the owner that the filter names; null if it names none. */
    @Nullable
    UserModel owner() {
        return filters.owner();
    }

    /**
     * Revokes, unless it is a dry run, and records the event.
     *
     * @throws ApiTokenException USER_NOT_FOUND
     */
    BulkRevocationRepresentation run(AdminEvents events) {
        ApiTokenProvider tokens = session.getProvider(ApiTokenProvider.class);
        filters.requireKnownUser(tokens, realm);
        long matching = tokens.count(realm, filter);
        if (isDryRun) {
            return new BulkRevocationRepresentation(matching, 0, matching);
        }
        TransactionRetry.endTransaction(session);
        try {
            revoke(tokens, events);
        } catch (RuntimeException e) {
            if (revoked > 0) {
                recordInterrupted(events, matching, e);
            }
            throw e;
        }
        return recorded(events, matching);
    }

    private void revoke(ApiTokenProvider tokens, AdminEvents events) {
        long start = System.nanoTime();
        while (!isDone && System.nanoTime() - start < MAX_TIME.toNanos()) {
            long begin = System.nanoTime();
            int found = tokens.revokeSome(realm, filter, BATCH, revoked == 0 ? listener(events) : null);
            revoked += found;
            isDone = found < BATCH;
            if (!isDone) {
                LockSupport.parkNanos(System.nanoTime() - begin);
            }
        }
    }

    /** Records what was revoked before a failure; in the log if the failure is that of the database. */
    private void recordInterrupted(AdminEvents events, long matching, RuntimeException failure) {
        try {
            recorded(events, matching);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            logger.errorf(
                    "A revocation in realm %s was interrupted after %d tokens, and has no event",
                    realm.getName(), revoked);
        }
    }

    /** Returns the listener of the first tokens, which are announced one by one. */
    private @Nullable RevocationListener listener(AdminEvents events) {
        return SharedSignals.areSent(realm) ? (own, token) -> events.in(own).ended(token) : null;
    }

    private BulkRevocationRepresentation recorded(AdminEvents events, long matching) {
        return TransactionRetry.runAfter(session, own -> {
            long remaining =
                    isDone ? 0 : own.getProvider(ApiTokenProvider.class).count(realm, filter);
            if (revoked > 0) {
                Map<String, Object> what = new LinkedHashMap<>();
                filters.asMap().forEach((name, value) -> what.put(name, ApiTokenEventDetails.of(value)));
                what.put("revoked", revoked);
                what.put("remaining", remaining);
                events.in(own).tokens(what);
            }
            return new BulkRevocationRepresentation(matching, revoked, remaining);
        });
    }
}
