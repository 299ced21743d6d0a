package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.TokenOwner;
import io.mycli.keycloak.apitoken.client.TokenClient;
import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.error.Validation;
import io.mycli.keycloak.apitoken.http.BodyReader;
import io.mycli.keycloak.apitoken.http.Responses;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import io.mycli.keycloak.apitoken.policy.EndingPolicy;
import io.mycli.keycloak.apitoken.policy.Lifetime;
import io.mycli.keycloak.apitoken.policy.PolicySetting;
import io.mycli.keycloak.apitoken.policy.PolicySettings;
import io.mycli.keycloak.apitoken.representation.PolicyReportRepresentation;
import io.mycli.keycloak.apitoken.representation.PolicySettingsRepresentation;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

/**
 * The realm's policy for administrators. A change applies to tokens created or rotated afterwards. To apply it to existing
 * tokens is a call of its own, after a report of the tokens concerned.
 */
public final class PolicyResource {

    private static final int MAX_LISTED = 1000;
    private static final List<String> READ_ONLY = List.of("notBefore", "problem");

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissions rights;
    private final AdminEvents events;

    PolicyResource(KeycloakSession session, RealmModel realm, AdminPermissions rights, AdminEvents events) {
        this.session = session;
        this.realm = realm;
        this.rights = rights;
        this.events = events;
    }

    /** Returns the policy. */
    @GET
    @Path("")
    public Response get() {
        return Responses.of(session, () -> {
            rights.requireViewRealm();
            return Responses.ok(toRepresentation(realm));
        });
    }

    /**
     * Replaces the policy. It applies on this node at once, and on the others with Keycloak's message. A body with the
     * {@code revision} of another policy than that in force is rejected: somebody else was faster.
     */
    @PUT
    @Path("")
    public Response put(InputStream body) {
        return Responses.of(session, () -> {
            rights.requireManageRealm();
            Map<String, Object> members = members(body);
            PolicySettings settings = settings(members);
            String revision = (String) members.get(PolicySettingsRepresentation.REVISION);
            KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
            String realmId = realm.getId();
            boolean wasEnabled = ApiTokenPolicy.isEnabled(realm);
            PolicySettingsRepresentation policy = TransactionRetry.runLockingAfter(session, own -> {
                requireRevision(
                        revision, own.getProvider(ApiTokenProvider.class).lockPolicy(realm));
                RealmModel stored = own.realms().getRealm(realmId);
                settings.store(stored);
                PolicySettingsRepresentation representation = toRepresentation(stored);
                events.in(own).policyUpdated(representation);
                return representation;
            });
            if (wasEnabled) {
                TokenClient.createUnlessTokensExist(factory, realmId);
            } else {
                TokenClient.create(factory, realmId);
            }
            return Responses.ok(policy);
        });
    }

    /** @param revision of the policy that the administrator saw; null to replace any */
    private static void requireRevision(@Nullable String revision, RealmModel realm) {
        if (revision != null && !revision.equals(revision(realm))) {
            throw new ApiTokenException(
                    ErrorCode.POLICY_CHANGED,
                    "The policy has been changed since it was read. Read it again, and repeat your change.");
        }
    }

    private static String revision(RealmModel realm) {
        return PolicySettings.of(realm)
                .revision(ApiTokenPolicy.of(realm).problem().orElse(null));
    }

    /** Reads the members of a whole policy, with those that are for reading only. */
    private Map<String, Object> members(InputStream body) {
        Map<String, Class<?>> types = new LinkedHashMap<>();
        PolicySetting.all().forEach(setting -> types.put(setting.member(), setting.jsonType()));
        READ_ONLY.forEach(member -> types.put(member, Object.class));
        types.put(PolicySettingsRepresentation.REVISION, String.class);
        return BodyReader.read(session, body, types);
    }

    private PolicySettings settings(Map<String, Object> members) {
        return PolicySettings.of(
                members, realm, session.getProvider(ApiTokenProvider.class).secretFormat());
    }

    private static PolicySettingsRepresentation toRepresentation(RealmModel realm) {
        return new PolicySettingsRepresentation(
                PolicySettings.of(realm).toJson(),
                EndingPolicy.of(realm).notBefore().map(Instant::toString).orElse(null),
                ApiTokenPolicy.of(realm).problem().orElse(null),
                revision(realm));
    }

    /** Counts the existing tokens that another policy would affect. */
    @POST
    @Path("report")
    public Response impact(InputStream body) {
        return Responses.of(session, () -> {
            rights.requireViewRealm();
            rights.requireViewAll();
            PolicySettings settings = settings(members(body));
            return Responses.ok(
                    session.getProvider(ApiTokenProvider.class).impactOf(realm, ApiTokenPolicy.of(settings)));
        });
    }

    /**
     * Lists the live tokens that expire later than the policy allows.
     *
     * @param maxLifetime another longest lifetime, as {@code 90d}; null for the policy's
     * @param after the last id of the previous page, or null
     * @param max the size of the page; 0 for the count only
     */
    @GET
    @Path("report")
    public Response report(
            @QueryParam("maxLifetime") String maxLifetime,
            @QueryParam("after") String after,
            @QueryParam("max") String max) {
        return Responses.of(session, () -> {
            rights.requireViewRealm();
            rights.requireViewAll();
            Validation validation = new Validation();
            Optional<PolicyEnforcement> shortening = validation.check(() -> maxLifetime == null
                    ? PolicyEnforcement.by(session, realm, readablePolicy())
                    : Optional.of(PolicyEnforcement.to(session, realm, lifetime(maxLifetime))));
            Integer most = validation.check(() -> max(max));
            String from = validation.check(() -> id(after));
            validation.requireValid();
            return Responses.ok(shortening
                    .map(it -> new PolicyReportRepresentation(
                            it.count(),
                            it.list(from, most).stream()
                                    .map(token -> toRepresentation(token, it))
                                    .toList()))
                    .orElse(new PolicyReportRepresentation(0, List.of())));
        });
    }

    /** Shortens the lifetime of these tokens to what the policy allows. */
    @POST
    @Path("enforce")
    public Response enforce() {
        return Responses.of(session, () -> {
            rights.requireManageRealm();
            rights.requireManageAll();
            return Responses.ok(PolicyEnforcement.by(session, realm, readablePolicy())
                    .map(enforcement -> enforcement.run(events))
                    .orElseGet(() -> PolicyEnforcement.none(session, events)));
        });
    }

    private PolicyReportRepresentation.Token toRepresentation(ApiTokenModel token, PolicyEnforcement shortening) {
        TokenOwner owner = TokenOwner.of(session.users().getUserById(realm, token.ownerId()));
        return new PolicyReportRepresentation.Token(
                token.id(),
                token.ownerId(),
                owner == null ? null : owner.username(),
                owner == null ? null : owner.clientId(realm),
                token.name(),
                token.prefix(),
                Objects.toString(token.expiresAt(), null),
                shortening.expiryOf(token).toString());
    }

    private ApiTokenPolicy readablePolicy() {
        ApiTokenPolicy policy = ApiTokenPolicy.of(realm);
        policy.problem().ifPresent(problem -> {
            throw FilterParameters.invalid(null, "The policy is invalid: " + problem + ". Correct it first.");
        });
        return policy;
    }

    private static Lifetime lifetime(String text) {
        return Lifetime.parse(text)
                .orElseThrow(() ->
                        FilterParameters.invalid("maxLifetime", "The lifetime is invalid. Send, for example, 90d."));
    }

    private static int max(@Nullable String text) {
        if (text == null) {
            return MAX_LISTED;
        }
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) > MAX_LISTED) {
            throw FilterParameters.invalid("max", "The number is invalid. Send 0 to " + MAX_LISTED + ".");
        }
        return Integer.parseInt(text);
    }

    private static @Nullable String id(@Nullable String text) {
        if (text != null && !ApiTokenModel.isId(text)) {
            throw FilterParameters.invalid("after", "The id is invalid. Send the id of a token.");
        }
        return text;
    }
}
