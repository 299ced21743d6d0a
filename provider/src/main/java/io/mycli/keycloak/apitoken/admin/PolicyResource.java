package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import io.mycli.keycloak.apitoken.policy.ErrorCode;
import io.mycli.keycloak.apitoken.policy.Lifetime;
import io.mycli.keycloak.apitoken.representation.ErrorRepresentation;
import io.mycli.keycloak.apitoken.representation.PolicyEnforcementRepresentation;
import io.mycli.keycloak.apitoken.representation.PolicyReportRepresentation;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * Rules bind what is minted or rotated from now on. That they reach the tokens that exist is a decision of its own,
 * taken with the list of those in view.
 */
public final class PolicyResource {

    private static final String RESOURCE_TYPE = "API_TOKEN_POLICY";
    private static final int MOST_LISTED = 1000;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;
    private final AdminEventBuilder event;

    PolicyResource(KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder event) {
        this.session = session;
        this.realm = realm;
        this.auth = auth;
        this.event = event;
    }

    /**
     * The live tokens that end later than the rules would let them today.
     *
     * @param maxLifetime to see what another longest lifetime would do, as {@code 90d}
     * @param after the last id of the page before
     * @param max tokens on a page, 0 for their number only
     */
    @GET
    @Path("report")
    public Response report(
            @QueryParam("maxLifetime") String maxLifetime,
            @QueryParam("after") String after,
            @QueryParam("max") String max) {
        auth.realm().requireViewRealm();
        auth.users().requireView();
        Optional<Shortening> shortening = maxLifetime == null
                ? Shortening.by(session, realm, readablePolicy())
                : Optional.of(Shortening.to(session, realm, lifetime(maxLifetime)));
        int most = max(max);
        String from = id(after);
        return Response.ok(shortening
                        .map(it -> new PolicyReportRepresentation(
                                it.count(),
                                it.list(from, most).stream()
                                        .map(token -> represented(token, it))
                                        .toList()))
                        .orElse(new PolicyReportRepresentation(0, List.of())))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    /** Lets these tokens end when the rules of today would have let them. */
    @POST
    @Path("enforce")
    public Response enforce() {
        auth.realm().requireManageRealm();
        auth.users().requireManage();
        PolicyEnforcementRepresentation done = Shortening.by(session, realm, readablePolicy())
                .map(Shortening::run)
                .orElse(new PolicyEnforcementRepresentation(0, 0));
        event.operation(OperationType.ACTION)
                .resource(RESOURCE_TYPE)
                .resourcePath(session.getContext().getUri())
                .representation(done)
                .success();
        return Response.ok(done).type(MediaType.APPLICATION_JSON_TYPE).build();
    }

    private PolicyReportRepresentation.Token represented(ApiTokenModel token, Shortening shortening) {
        UserModel owner = session.users().getUserById(realm, token.ownerId());
        return new PolicyReportRepresentation.Token(
                token.id(),
                token.ownerId(),
                owner == null ? null : owner.getUsername(),
                token.name(),
                token.prefix(),
                Objects.toString(token.expiresAt(), null),
                shortening.expiryOf(token).toString());
    }

    private ApiTokenPolicy readablePolicy() {
        ApiTokenPolicy policy = ApiTokenPolicy.of(realm);
        policy.problem().ifPresent(problem -> {
            throw invalid("Correct the rules first: " + problem + ".");
        });
        return policy;
    }

    private static Lifetime lifetime(String text) {
        return Lifetime.parse(text).orElseThrow(() -> invalid("Send maxLifetime as a lifetime, for example 90d."));
    }

    private static int max(String text) {
        if (text == null) {
            return MOST_LISTED;
        }
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) > MOST_LISTED) {
            throw invalid("Send max as a number from 0 to " + MOST_LISTED + ".");
        }
        return Integer.parseInt(text);
    }

    private static String id(String text) {
        if (text != null && !ApiTokenModel.isId(text)) {
            throw invalid("Send after as the id of a token.");
        }
        return text;
    }

    private static BadRequestException invalid(String description) {
        return new BadRequestException(Response.status(Response.Status.BAD_REQUEST)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new ErrorRepresentation(ErrorCode.INVALID_REQUEST.name(), description))
                .build());
    }
}
