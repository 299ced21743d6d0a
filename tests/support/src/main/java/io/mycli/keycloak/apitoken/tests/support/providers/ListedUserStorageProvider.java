package io.mycli.keycloak.apitoken.tests.support.providers;

import java.net.ConnectException;
import java.util.Arrays;
import java.util.List;
import org.keycloak.component.ComponentModel;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.CredentialInputValidator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.adapter.AbstractUserAdapterFederatedStorage;
import org.keycloak.storage.user.UserLookupProvider;
import org.keycloak.storage.user.UserRegistrationProvider;

/** Each listed user has their own name as their password. */
public final class ListedUserStorageProvider
        implements UserStorageProvider, UserLookupProvider, UserRegistrationProvider, CredentialInputValidator {

    private final KeycloakSession session;
    private final ComponentModel model;

    ListedUserStorageProvider(KeycloakSession session, ComponentModel model) {
        this.session = session;
        this.model = model;
    }

    @Override
    public UserModel getUserById(RealmModel realm, String id) {
        return getUserByUsername(realm, StorageId.externalId(id));
    }

    @Override
    public UserModel getUserByUsername(RealmModel realm, String username) {
        String users = model.get(ListedUserStorageProviderFactory.USERS);
        failIfListed(users);
        List<String> listed = users == null ? List.of() : Arrays.asList(users.split(","));
        return listed.contains(username) ? new User(session, realm, model, username) : null;
    }

    /** AWAY is in the place of the list while the storage cannot be reached, BROKEN while it fails in another way. */
    private static void failIfListed(String users) {
        if ("AWAY".equals(users)) {
            throw new ModelException("The storage is away", new ConnectException("Connection refused"));
        }
        if ("BROKEN".equals(users)) {
            throw new IllegalStateException("The storage is broken");
        }
    }

    @Override
    public UserModel getUserByEmail(RealmModel realm, String email) {
        return null;
    }

    @Override
    public UserModel addUser(RealmModel realm, String username) {
        return null;
    }

    @Override
    public boolean removeUser(RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public boolean supportsCredentialType(String credentialType) {
        return PasswordCredentialModel.TYPE.equals(credentialType);
    }

    @Override
    public boolean isConfiguredFor(RealmModel realm, UserModel user, String credentialType) {
        return supportsCredentialType(credentialType);
    }

    @Override
    public boolean isValid(RealmModel realm, UserModel user, CredentialInput input) {
        return user.getUsername().equals(input.getChallengeResponse());
    }

    @Override
    public void close() {}

    /** One of them. */
    public static final class User extends AbstractUserAdapterFederatedStorage {

        private final String username;

        User(KeycloakSession session, RealmModel realm, ComponentModel model, String username) {
            super(session, realm, model);
            this.username = username;
        }

        @Override
        public String getUsername() {
            return username;
        }

        @Override
        public void setUsername(String username) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getEmail() {
            return username + "@example.com";
        }

        @Override
        public String getFirstName() {
            return username;
        }

        @Override
        public String getLastName() {
            return username;
        }
    }
}
