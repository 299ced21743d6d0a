package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.client.ServiceAccount;
import io.mycli.keycloak.apitoken.client.TokenClient;
import io.mycli.keycloak.apitoken.event.EndEvents;
import io.mycli.keycloak.apitoken.event.SharedSignals;
import io.mycli.keycloak.apitoken.metrics.ApiTokenMetrics;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/**
 * The listener that removes tokens together with their owner, their realm, the client of a service account or the token
 * client, in the same transaction. The cache needs no call: Keycloak drops a removed user from its own cache, and all
 * users of a realm if a client is removed. For the service account of a removed client, newer versions of Keycloak send
 * the event before the removal only.
 */
final class ModelRemovalListener implements ProviderEventListener {

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof UserModel.UserRemovedEvent removed) {
            removeOf(removed.getKeycloakSession(), removed.getRealm(), removed.getUser());
        } else if (event instanceof UserModel.UserPreRemovedEvent removed && ServiceAccount.is(removed.getUser())) {
            removeOf(removed.getKeycloakSession(), removed.getRealm(), removed.getUser());
        } else if (event instanceof RealmModel.RealmRemovedEvent removed) {
            removeAll(removed.getKeycloakSession(), removed.getRealm());
            ApiTokenMetrics.forget(removed.getRealm());
        } else if (event instanceof ClientModel.ClientRemovedEvent removed
                && TokenClient.CLIENT_ID.equals(removed.getClient().getClientId())) {
            removeAll(removed.getKeycloakSession(), removed.getClient().getRealm());
        }
    }

    /** Records the end of the owner's tokens. Not each removal has an event before it, such as that of an LDAP user. */
    private static void announce(KeycloakSession session, RealmModel realm, UserModel owner) {
        if (SharedSignals.areSent(realm)) {
            JpaApiTokenProvider.entityManager(session)
                    .createQuery(
                            "select t from ApiTokenEntity t where t.realmId = :realm and t.userId = :user and "
                                    + TokenConditions.LIVE,
                            ApiTokenEntity.class)
                    .setParameter("realm", realm.getId())
                    .setParameter("user", owner.getId())
                    .setParameter("now", Time.currentTimeMillis())
                    .getResultStream()
                    .forEach(row ->
                            BackgroundEvents.record(session, realm, row.toModel(), EndEvents.Reason.OWNER_REMOVED));
        }
    }

    private static void removeOf(KeycloakSession session, RealmModel realm, UserModel owner) {
        announce(session, realm, owner);
        JpaApiTokenProvider.entityManager(session)
                .createQuery("delete from ApiTokenEntity t where t.realmId = :realm and t.userId = :user")
                .setParameter("realm", realm.getId())
                .setParameter("user", owner.getId())
                .executeUpdate();
    }

    private static void removeAll(KeycloakSession session, RealmModel realm) {
        JpaApiTokenProvider.entityManager(session)
                .createQuery("delete from ApiTokenEntity t where t.realmId = :realm")
                .setParameter("realm", realm.getId())
                .executeUpdate();
    }
}
