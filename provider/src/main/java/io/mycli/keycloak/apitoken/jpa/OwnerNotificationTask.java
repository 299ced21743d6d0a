package io.mycli.keycloak.apitoken.jpa;

import org.keycloak.models.KeycloakSession;
import org.keycloak.timer.ScheduledTask;

/** The task that starts {@link OwnerMails} for the realms that have something to tell. */
final class OwnerNotificationTask implements ScheduledTask {

    private final OwnerMails mails;

    OwnerNotificationTask(OwnerMails mails) {
        this.mails = mails;
    }

    @Override
    public void run(KeycloakSession session) {
        mails.send(session.getKeycloakSessionFactory());
    }
}
