package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.ApiTokenFilter;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.ApiTokenState;
import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.error.Validation;
import io.mycli.keycloak.apitoken.policy.NameStart;
import io.mycli.keycloak.apitoken.policy.TokenName;
import io.mycli.keycloak.apitoken.policy.UtcTime;
import io.mycli.keycloak.apitoken.secret.SecretFormat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;

/** The filter of a request, from its query or its body. */
final class FilterParameters {

    static final String STATE = "state";
    private static final String USER = "user";
    private static final String SERVICE_ACCOUNT = "serviceAccount";
    private static final String OWNER_SEARCH = "ownerSearch";
    private static final String NAME = "name";
    private static final String NAME_STARTS_WITH = "nameStartsWith";
    private static final String PREFIX = "prefix";
    private static final String PROFILE = "profile";
    private static final String CLIENT = "client";
    private static final String ACCESS = "access";
    private static final String CREATED_BEFORE = "createdBefore";
    private static final String UNUSED_SINCE = "unusedSince";
    private static final String EXPIRES_BEFORE = "expiresBefore";

    /** The names of all filters. */
    static final List<String> NAMES = List.of(
            USER,
            SERVICE_ACCOUNT,
            OWNER_SEARCH,
            NAME,
            NAME_STARTS_WITH,
            PREFIX,
            PROFILE,
            CLIENT,
            STATE,
            ACCESS,
            CREATED_BEFORE,
            UNUSED_SINCE,
            EXPIRES_BEFORE);

    private static final String FULL = "full";
    private static final String RESTRICTED = "restricted";

    private static final Pattern SHAPE_OF_PREFIX = Pattern.compile("[a-z0-9]{2,8}_[0-9a-f]{6}");

    private final UnaryOperator<String> values;
    private final OwnerSearch ownerSearch;
    private final @Nullable UserModel owner;

    /**
     * Reads the owner.
     *
     * @param rights decide which owners a search finds
     * @param values the values by name; null for a missing one
     * @throws ApiTokenException INVALID_REQUEST for a blank user, and for a value that contains a secret: an admin
     *     event would keep it
     */
    FilterParameters(KeycloakSession session, RealmModel realm, AdminPermissions rights, UnaryOperator<String> values) {
        this.values = values;
        this.ownerSearch = new OwnerSearch(session, realm, rights);
        requireSearchable(session.getProvider(ApiTokenProvider.class).secretFormat());
        this.owner = owner(session, realm);
    }

    private void requireSearchable(SecretFormat format) {
        for (String name : NAMES) {
            String value = values.apply(name);
            if (value != null && value.indexOf('\0') >= 0) { // PostgreSQL fails on it
                throw invalid(name, "The filter contains the character U+0000. Leave it out.");
            }
            if (format.isIn(value)) {
                throw invalid(name, "The filter contains an API token. Send it to POST /lookup instead.");
            }
        }
    }

    private @Nullable UserModel owner(KeycloakSession session, RealmModel realm) {
        String clientId = text(SERVICE_ACCOUNT);
        String user = user();
        if (user == null) {
            return clientId == null ? null : serviceAccount(session, realm, clientId);
        }
        if (clientId != null) {
            throw invalid(SERVICE_ACCOUNT, "The filter names two owners. Send user or serviceAccount.");
        }
        UserProvider users = session.users();
        return Stream.<BiFunction<RealmModel, String, UserModel>>of(
                        users::getUserById, users::getUserByUsername, users::getUserByEmail)
                // Of several users with one address, none is meant.
                .limit(realm.isDuplicateEmailsAllowed() ? 2 : 3)
                .map(lookup -> lookup.apply(realm, user))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable UserModel serviceAccount(KeycloakSession session, RealmModel realm, String clientId) {
        ClientModel client = realm.getClientByClientId(clientId);
        return client == null || !client.isServiceAccountsEnabled()
                ? null
                : session.users().getServiceAccount(client);
    }

    private @Nullable String user() {
        String user = text(USER);
        return user == null ? null : user.strip();
    }

    /**
     * Rejects a user that neither the realm nor any token knows. To be called after the caller was authorised.
     *
     * @throws ApiTokenException USER_NOT_FOUND
     */
    void requireKnownUser(ApiTokenProvider tokens, RealmModel realm) {
        if (values.apply(SERVICE_ACCOUNT) != null && owner == null) {
            throw new ApiTokenException(
                    ErrorCode.USER_NOT_FOUND,
                    "No client with this client id has a service account. Check the spelling.",
                    SERVICE_ACCOUNT);
        }
        if (values.apply(USER) != null && owner == null && !isOwner(tokens, realm)) {
            throw new ApiTokenException(
                    ErrorCode.USER_NOT_FOUND,
                    "No user has this id, username or email address. Check the spelling.",
                    USER);
        }
    }

    /** Returns whether a token has this owner: tokens of a deleted user may exist for a while. */
    private boolean isOwner(ApiTokenProvider tokens, RealmModel realm) {
        ApiTokenFilter theirs = ApiTokenFilter.of(user());
        return Stream.of(theirs, theirs.in(ApiTokenState.REVOKED)).anyMatch(filter -> tokens.count(realm, filter) > 0);
    }

    /** Returns the user that the filter names; null if it names none, or the user is unknown. */
    @Nullable
    UserModel owner() {
        return owner;
    }

    /** Returns whether the filter names an owner. */
    boolean nameOwner() {
        return values.apply(USER) != null || values.apply(SERVICE_ACCOUNT) != null;
    }

    /** Returns the filters that were sent, for an event. */
    Map<String, String> asMap() {
        Map<String, String> set = new TreeMap<>();
        NAMES.forEach(name -> {
            if (values.apply(name) != null) {
                set.put(name, values.apply(name));
            }
        });
        return set;
    }

    /**
     * Reads the filter.
     *
     * @throws ApiTokenException INVALID_REQUEST, INVALID_NAME
     */
    ApiTokenFilter filter() {
        Validation validation = new Validation();
        ApiTokenFilter filter = new ApiTokenFilter(
                ownerId(),
                validation.check(this::ownerIds),
                validation.check(this::name),
                validation.check(this::nameStart),
                validation.check(this::prefix),
                validation.check(() -> text(PROFILE)),
                validation.check(() -> text(CLIENT)),
                validation.check(this::state),
                validation.check(this::fullAccess),
                validation.check(() -> time(CREATED_BEFORE)),
                validation.check(() -> time(UNUSED_SINCE)),
                validation.check(() -> time(EXPIRES_BEFORE)),
                null);
        validation.requireValid();
        return filter;
    }

    /** Returns the id of the owner. An unknown owner's name is no id, so that no token matches. */
    private @Nullable String ownerId() {
        if (owner != null) {
            return owner.getId();
        }
        return user() == null ? text(SERVICE_ACCOUNT) : user();
    }

    private @Nullable String text(String name) {
        String value = values.apply(name);
        if (value != null && value.isBlank()) {
            throw invalid(name, "The filter is empty. Send a value, or leave it out.");
        }
        return value;
    }

    private @Nullable TokenName name() {
        String name = text(NAME);
        return name == null ? null : TokenName.of(name);
    }

    private @Nullable NameStart nameStart() {
        String start = text(NAME_STARTS_WITH);
        try {
            return start == null ? null : NameStart.ofSearch(start);
        } catch (ApiTokenException e) {
            throw new ApiTokenException(e.code(), e.description(), NAME_STARTS_WITH);
        }
    }

    private @Nullable Set<String> ownerIds() {
        String search = text(OWNER_SEARCH);
        if (search != null && nameOwner()) {
            throw invalid(OWNER_SEARCH, "The filter names an owner, too. Send ownerSearch, user or serviceAccount.");
        }
        return search == null ? null : ownerSearch.find(search.strip());
    }

    private @Nullable String prefix() {
        String prefix = text(PREFIX);
        if (prefix != null && !SHAPE_OF_PREFIX.matcher(prefix).matches()) {
            throw invalid(PREFIX, "The token prefix is invalid. Send it as lists show it, for example myc_3f12c4.");
        }
        return prefix;
    }

    private @Nullable ApiTokenState state() {
        String state = text(STATE);
        return state == null
                ? null
                : ApiTokenState.parse(state)
                        .orElseThrow(() -> invalid(
                                STATE,
                                "The state is unknown. Send live, owner_disabled, owner_gone, expired or revoked."));
    }

    private @Nullable Boolean fullAccess() {
        String access = text(ACCESS);
        if (access != null && !access.equals(FULL) && !access.equals(RESTRICTED)) {
            throw invalid(ACCESS, "The access is unknown. Send full or restricted.");
        }
        return access == null ? null : access.equals(FULL);
    }

    private @Nullable Instant time(String name) {
        String text = text(name);
        return text == null ? null : time(name, text);
    }

    /** Reads a time, or the start of a day in UTC. */
    static Instant time(String name, String text) {
        return UtcTime.parse(text)
                .orElseThrow(() -> invalid(name, "The time is invalid. Send 2026-11-25 or 2026-11-25T12:00:00Z."));
    }

    /** Returns the rejection of a member or parameter. */
    static ApiTokenException invalid(@Nullable String field, String description) {
        return new ApiTokenException(ErrorCode.INVALID_REQUEST, description, field);
    }
}
