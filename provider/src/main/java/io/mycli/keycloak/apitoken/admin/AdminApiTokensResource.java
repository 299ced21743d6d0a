package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.RevocationReason;
import io.mycli.keycloak.apitoken.StoredSecret;
import io.mycli.keycloak.apitoken.TokenOwner;
import io.mycli.keycloak.apitoken.client.ServiceAccount;
import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.event.ApiTokenEventDetails;
import io.mycli.keycloak.apitoken.http.BodyReader;
import io.mycli.keycloak.apitoken.http.Responses;
import io.mycli.keycloak.apitoken.issuance.Answer;
import io.mycli.keycloak.apitoken.policy.UtcTime;
import io.mycli.keycloak.apitoken.representation.AcceptanceCheckRepresentation;
import io.mycli.keycloak.apitoken.representation.AdminApiTokenDetailsRepresentation;
import io.mycli.keycloak.apitoken.representation.AdminApiTokenRepresentation;
import io.mycli.keycloak.apitoken.representation.LookupRepresentation;
import io.mycli.keycloak.apitoken.representation.PastedTextRepresentation;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * The REST API of administrators. Each call authorises, validates, acts, records the event and answers, in this order.
 */
public final class AdminApiTokensResource {

    private static final Duration SOON = Duration.ofDays(30);
    private static final Duration LONG = Duration.ofDays(90);
    private static final String REASON = "reason";
    private static final String CLIENT_ID = "clientId";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissions rights;
    private final AdminEvents events;
    private final ApiTokenProvider tokens;
    private final OwnerLookup owners;

    AdminApiTokensResource(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder event) {
        this.session = session;
        this.realm = realm;
        this.rights = new AdminPermissions(auth);
        this.events = new AdminEvents(session, event);
        this.tokens = session.getProvider(ApiTokenProvider.class);
        this.owners = new OwnerLookup(session, realm);
    }

    /** Lists a page of the realm's tokens, of the owners that the administrator may view. */
    @GET
    @Path("")
    public Response list() {
        return Responses.of(session, () -> {
            rights.requireAny();
            QueryParameters query = new QueryParameters(
                    session,
                    Stream.concat(FilterParameters.NAMES.stream(), QueryParameters.PAGE.stream())
                            .toList());
            FilterParameters filters = requireVisible(query);
            TokenPage page = new VisibleTokens(tokens, realm, rights, owners).page(filters, query);
            return Responses.json(
                    Response.ok().links(page.links(session.getContext().getUri())),
                    page.tokens().stream().map(this::toRepresentation).toList());
        });
    }

    /** Exports all tokens that pass a filter, as a file. */
    @GET
    @Path("export")
    public Response export() {
        return Responses.of(session, () -> {
            rights.requireAny();
            QueryParameters query = new QueryParameters(
                    session,
                    Stream.concat(FilterParameters.NAMES.stream(), Stream.of(TokenExport.FORMAT))
                            .toList());
            FilterParameters filters = requireVisible(query);
            ExportFormat format = ExportFormat.of(query.get(TokenExport.FORMAT));
            VisibleTokens visible = new VisibleTokens(tokens, realm, rights, owners);
            return new TokenExport(session, realm, visible.selection(filters.filter()), format).response();
        });
    }

    /** Returns the filters of a list. The administrator may view the owner that they name. */
    private FilterParameters requireVisible(QueryParameters query) {
        FilterParameters filters = new FilterParameters(session, realm, rights, query::get);
        requireQuery(filters.owner());
        if (filters.nameOwner()) {
            requireView(filters.owner());
            filters.requireKnownUser(tokens, realm);
        }
        return filters;
    }

    /** Counts the tokens by state, and those that expire soon or are unused. */
    @GET
    @Path("counts")
    public Response counts() {
        return Responses.of(session, () -> {
            rights.requireQuery();
            QueryParameters query = new QueryParameters(
                    session,
                    FilterParameters.NAMES.stream()
                            .filter(name -> !name.equals(FilterParameters.STATE))
                            .toList());
            FilterParameters filters = new FilterParameters(session, realm, rights, query::get);
            rights.requireView(filters.owner());
            filters.requireKnownUser(tokens, realm);
            Instant now = UtcTime.now();
            return Responses.ok(tokens.counts(realm, filters.filter(), now.plus(SOON), now.minus(LONG)));
        });
    }

    /** Returns a token, with its last use by each resource server. */
    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id) {
        return Responses.of(session, () -> {
            ApiTokenModel token = requireToken(id);
            requireView(owners.of(token));
            return Responses.ok(
                    AdminApiTokenDetailsRepresentation.of(toRepresentation(token), tokens.getLastUses(token)));
        });
    }

    /** Creates a token of a service account. The secret is in this answer only. */
    @POST
    @Path("")
    public Response create(InputStream body) {
        return Responses.of(session, () -> {
            rights.requireAny();
            Answer answer = serviceAccounts().create(body);
            URI location = session.getContext()
                    .getUri()
                    .getAbsolutePathBuilder()
                    .path(answer.token().id())
                    .build();
            return answer.withSecret(Response.created(location));
        });
    }

    /** Replaces the secret of a service account's token. The new one is in this answer only. */
    @POST
    @Path("{id}/rotate")
    public Response rotate(@PathParam("id") String id, InputStream body) {
        return Responses.of(session, () -> {
            ApiTokenModel token = requireToken(id);
            requireView(owners.of(token));
            return serviceAccounts().rotate(token, owners.of(token), body).withSecret(Response.ok());
        });
    }

    /** Changes the name or description of a service account's token. */
    @PATCH
    @Path("{id}")
    public Response edit(@PathParam("id") String id, InputStream body) {
        return Responses.of(session, () -> {
            ApiTokenModel token = requireToken(id);
            requireView(owners.of(token));
            return Responses.ok(
                    serviceAccounts().edit(token, owners.of(token), body).token());
        });
    }

    /** Returns the policy for the tokens of a client's service account. */
    @GET
    @Path("service-account-policy")
    public Response serviceAccountPolicy() {
        return Responses.of(session, () -> {
            rights.requireAny();
            return Responses.ok(
                    serviceAccounts().policy(new QueryParameters(session, List.of(CLIENT_ID)).get(CLIENT_ID)));
        });
    }

    private ServiceAccountTokens serviceAccounts() {
        return new ServiceAccountTokens(session, realm, rights, events);
    }

    /** Requires a permission to query users, or to manage the client of a service account. */
    private void requireQuery(@Nullable UserModel owner) {
        if (!rights.canManageClient(ServiceAccount.client(realm, owner))) {
            rights.requireQuery();
        }
    }

    /** Requires a permission to view the owner, or to manage the client of a service account. */
    private void requireView(@Nullable UserModel owner) {
        if (owner != null) {
            rights.requireNotSelf(owner.getId());
        }
        if (!rights.canManageClient(ServiceAccount.client(realm, owner))) {
            rights.requireQuery();
            rights.requireView(owner);
        }
    }

    /** Revokes a token. Its owner gets a mail later. A revoked token stays as it is. */
    @DELETE
    @Path("{id}")
    public Response revoke(@PathParam("id") String id) {
        return Responses.of(session, () -> {
            ApiTokenModel token = requireToken(id);
            rights.requireNotSelf(token.ownerId());
            rights.requireManageToken(() -> owners.of(token), realm);
            revoke(id, isLeaked());
            return Response.noContent().build();
        });
    }

    private void revoke(String id, boolean isLeaked) {
        RevocationReason reason = isLeaked ? RevocationReason.LEAKED : RevocationReason.ADMINISTRATOR;
        TransactionRetry.runAfter(session, own -> {
            own.getProvider(ApiTokenProvider.class)
                    .revoke(realm, id, reason)
                    .ifPresent(revoked -> events.in(own).revoked(revoked, isLeaked));
            return null;
        });
    }

    private boolean isLeaked() {
        String reason = new QueryParameters(session, List.of(REASON)).get(REASON);
        if (reason != null && !reason.equals(ApiTokenEventDetails.LEAKED)) {
            throw FilterParameters.invalid(REASON, "The reason is unknown. Send leaked, or leave it out.");
        }
        return reason != null;
    }

    /** Revokes all tokens that match a filter. Their owners get mails later. */
    @POST
    @Path("revoke")
    public Response revokeMany(InputStream body) {
        return Responses.of(session, () -> {
            rights.requireAny();
            BulkRevocation revocation = BulkRevocation.read(session, realm, rights, body);
            if (revocation.owner() == null) {
                rights.requireManageAll();
            } else {
                rights.requireNotSelf(revocation.owner().getId());
                rights.requireManageToken(revocation::owner, realm);
            }
            return Responses.ok(revocation.run(events));
        });
    }

    /** Returns the endpoints of the realm's not-before for API tokens. */
    @Path("not-before")
    public NotBeforeResource notBefore() {
        return new NotBeforeResource(session, realm, rights, events);
    }

    /** Finds the token of a secret. The secret is in the body, because logs contain URLs. */
    @POST
    @Path("lookup")
    public Response lookup(InputStream body) {
        return Responses.of(session, () -> {
            rights.requireQuery();
            String candidate =
                    BodyReader.read(session, body, LookupRepresentation.class).secret();
            ApiTokenModel token = tokens.secretFormat().parse(candidate == null ? "" : candidate.strip()).stream()
                    .flatMap(secret -> tokens.getByHashes(realm, List.of(secret)).values().stream())
                    .map(StoredSecret::token)
                    .findFirst()
                    .orElseThrow(() -> notFound("No token of this realm has this secret. Check the realm."));
            rights.requireView(owners.of(token));
            return Responses.ok(toRepresentation(token));
        });
    }

    /** Finds the tokens of all secrets in a text. It is in the body, because logs contain URLs. */
    @POST
    @Path("lookup/text")
    public Response lookupText(InputStream body) {
        return Responses.of(session, () -> {
            rights.requireQuery();
            String text = BodyReader.read(session, body, PastedTextRepresentation.class, PastedText.MAX_BYTES)
                    .text();
            return Responses.ok(new PastedText(tokens, realm, rights, owners).secrets(text, this::toRepresentation));
        });
    }

    /** Returns what a resource server would learn of a token. The secret is in the body, because logs contain URLs. */
    @POST
    @Path("acceptance")
    public Response acceptance(InputStream body) {
        return Responses.of(session, () -> {
            rights.requireQuery();
            return Responses.ok(new AcceptanceCheck(session, realm, rights, owners)
                    .run(BodyReader.read(session, body, AcceptanceCheckRepresentation.class)));
        });
    }

    /** Returns the endpoints of the realm's policy. */
    @Path("policy")
    public PolicyResource policy() {
        return new PolicyResource(session, realm, rights, events);
    }

    /** Describes both REST APIs. */
    @GET
    @Path("openapi.yaml")
    public Response openApi() {
        return Responses.of(session, () -> {
            rights.requireAny();
            return Responses.openApi();
        });
    }

    private AdminApiTokenRepresentation toRepresentation(ApiTokenModel token) {
        return AdminApiTokenRepresentation.of(token, TokenOwner.of(owners.of(token)), realm, UtcTime.now());
    }

    /** Returns a token. Only who may query users learns that there is none. */
    private ApiTokenModel requireToken(String id) {
        rights.requireAny();
        return tokens.getById(realm, id).orElseThrow(() -> {
            rights.requireQuery();
            return notFound("This realm has no token with this id.");
        });
    }

    private static ApiTokenException notFound(String description) {
        return new ApiTokenException(ErrorCode.TOKEN_NOT_FOUND, description);
    }
}
