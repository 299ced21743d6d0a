package io.mycli.keycloak.apitoken.tests.support.providers;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.hibernate.Session;
import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.cache.CacheRealmProvider;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;
import org.keycloak.storage.UserStorageUtil;

/**
 * Copies a realm row by row, and deletes one so, under {@code /realms/master/test-realms}. Keycloak's import and its
 * deletion would take most of the time of a test.
 */
public final class RealmCopyResourceProviderFactory implements RealmResourceProviderFactory {

    /** None until a realm is recorded. */
    private volatile Optional<RealmRows> recorded = Optional.empty();

    /** Read by the first request that needs it. */
    private volatile Optional<Schema> schema = Optional.empty();

    private volatile Optional<RealmDeletion> deletion = Optional.empty();

    @Override
    public String getId() {
        return "test-realms";
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmCopyResourceProvider(session, this);
    }

    /** One request for it. */
    public static final class RealmCopyResourceProvider implements RealmResourceProvider {

        private final KeycloakSession session;
        private final RealmCopyResourceProviderFactory factory;

        RealmCopyResourceProvider(KeycloakSession session, RealmCopyResourceProviderFactory factory) {
            this.session = session;
            this.factory = factory;
        }

        @Override
        public Object getResource() {
            return this;
        }

        /** Records a realm that nobody has used, with whom its creation made its administrator. */
        @POST
        @Path("{name}")
        public void record(@PathParam("name") String name, @QueryParam("creator") String creator) {
            RealmModel realm = realm(name);
            String masterClientId = realm.getMasterAdminClient().getId();
            String creatorId = creator(creator).getId();
            factory.recorded = Optional.of(withConnection(connection ->
                    RealmRows.read(connection, schema(connection), name, realm.getId(), masterClientId, creatorId)));
        }

        /** Creates a copy, with its administrator; 404 if no realm is recorded. */
        @PUT
        @Path("{name}")
        public void copy(@PathParam("name") String name, @QueryParam("creator") String creator) {
            RealmRows rows = factory.recorded.orElseThrow(NotFoundException::new);
            String creatorId = creator(creator).getId();
            withConnection(connection -> {
                rows.insert(connection, name, creatorId);
                return null;
            });
            forgetRolesOf(creator);
        }

        /** Deletes the rows of a realm, whether it is a copy or not; 404 if there is none. */
        @DELETE
        @Path("{name}")
        public void delete(@PathParam("name") String name, @QueryParam("creator") String creator) {
            RealmModel realm = realm(name);
            ClientModel masterClient = realm.getMasterAdminClient();
            session.getKeycloakSessionFactory().publish(new Removal(session, realm));
            withConnection(connection -> {
                deletion(connection).delete(connection, realm.getId(), masterClient.getId());
                return null;
            });
            CacheRealmProvider cache = session.getProvider(CacheRealmProvider.class);
            cache.registerRealmInvalidation(realm.getId(), name);
            cache.registerClientInvalidation(
                    masterClient.getId(),
                    masterClient.getClientId(),
                    session.getContext().getRealm().getId());
            forgetRolesOf(creator);
        }

        private RealmDeletion deletion(Connection connection) throws SQLException {
            RealmDeletion deletion =
                    factory.deletion.isPresent() ? factory.deletion.get() : new RealmDeletion(schema(connection));
            factory.deletion = Optional.of(deletion);
            return deletion;
        }

        private Schema schema(Connection connection) throws SQLException {
            Schema schema = factory.schema.isPresent() ? factory.schema.get() : Schema.of(connection);
            factory.schema = Optional.of(schema);
            return schema;
        }

        private RealmModel realm(String name) {
            return Optional.ofNullable(session.realms().getRealmByName(name)).orElseThrow(NotFoundException::new);
        }

        private UserModel creator(String username) {
            return session.users().getUserByUsername(session.getContext().getRealm(), username);
        }

        /** Those of the realm have come or gone, and who administers all realms has them, too. */
        private void forgetRolesOf(String creator) {
            RealmModel master = session.getContext().getRealm();
            RoleModel admin = master.getRole(AdminRoles.ADMIN);
            session.getProvider(CacheRealmProvider.class)
                    .registerRoleInvalidation(admin.getId(), admin.getName(), master.getId());
            UserStorageUtil.userCache(session).evict(master, creator(creator));
        }

        private interface Work<T> {
            T with(Connection connection) throws SQLException;
        }

        private <T> T withConnection(Work<T> work) {
            return session.getProvider(JpaConnectionProvider.class)
                    .getEntityManager()
                    .unwrap(Session.class)
                    .doReturningWork(work::with);
        }

        @Override
        public void close() {}
    }

    /** What Keycloak tells its listeners, ours among them, before the realm is gone. */
    private record Removal(KeycloakSession session, RealmModel realm) implements RealmModel.RealmRemovedEvent {

        @Override
        public RealmModel getRealm() {
            return realm;
        }

        @Override
        public KeycloakSession getKeycloakSession() {
            return session;
        }
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
