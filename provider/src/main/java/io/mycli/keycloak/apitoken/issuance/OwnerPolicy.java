package io.mycli.keycloak.apitoken.issuance;

import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.client.ServiceAccount;
import io.mycli.keycloak.apitoken.client.TokenClient;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import io.mycli.keycloak.apitoken.policy.Lifetime;
import io.mycli.keycloak.apitoken.representation.PolicyRepresentation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** A realm's policy as it applies to an owner, with the choices of that owner. */
public final class OwnerPolicy {

    private OwnerPolicy() {}

    /** Returns the policy for an owner. Without the client of the claims, there is nothing to choose from. */
    public static PolicyRepresentation of(KeycloakSession session, ApiTokenPolicy policy, UserModel owner) {
        RealmModel realm = session.getContext().getRealm();
        Optional<ClientModel> client =
                TokenClient.find(realm).isEmpty() ? Optional.empty() : ServiceAccount.claimsClient(realm, owner);
        Map<String, String> consentTexts = client.map(TokenClient::consentTexts).orElse(Map.of());
        Optional<Choices> choices = client.map(found -> Choices.of(session, owner, found));
        return new PolicyRepresentation(
                policy.maxPerUser(),
                session.getProvider(ApiTokenProvider.class).getLiveCount(realm, owner),
                policy.defaultLifetime().map(Lifetime::text).orElse(null),
                policy.maxLifetime().map(Lifetime::text).orElse(null),
                policy.isExpiryRequired(),
                policy.inactivity().map(Duration::toDays).orElse(null),
                policy.profiles(),
                consentTexts.keySet(),
                consentTexts,
                policy.allowsFullAccess(),
                choices.map(Choices::realmRoles).orElse(List.of()),
                choices.map(Choices::clientRoles).orElse(Map.of()),
                choices.map(Choices::resourceServers).orElse(List.of()));
    }
}
