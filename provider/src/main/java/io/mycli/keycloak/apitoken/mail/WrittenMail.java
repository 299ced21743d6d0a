package io.mycli.keycloak.apitoken.mail;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.models.KeycloakSession;

/**
 * A mailer that keeps the mail that Keycloak's templates write, so that it can be sent after the transaction. Keycloak
 * has no method that writes a mail without sending it.
 */
@SuppressWarnings("NullAway.Init") // Keycloak's templates set the fields by a call of send
final class WrittenMail implements EmailSenderProvider {

    private Map<String, String> config;
    private String address;
    private String subject;
    private String textBody;
    private String htmlBody;

    @Override
    public void send(Map<String, String> config, String address, String subject, String textBody, String htmlBody) {
        this.config = Map.copyOf(config);
        this.address = address;
        this.subject = subject;
        this.textBody = textBody;
        this.htmlBody = htmlBody;
    }

    /** Sends the kept mail with another mailer. */
    void send(EmailSenderProvider mailer) throws EmailException {
        mailer.send(config, address, subject, textBody, htmlBody);
    }

    /** Returns the same session, but with this as the mailer. */
    KeycloakSession withThisAsMailer(KeycloakSession session) {
        return (KeycloakSession) Proxy.newProxyInstance(
                KeycloakSession.class.getClassLoader(),
                new Class<?>[] {KeycloakSession.class},
                (proxy, method, arguments) ->
                        isMailerLookup(method, arguments) ? this : call(session, method, arguments));
    }

    private static boolean isMailerLookup(Method method, Object[] arguments) {
        return method.getName().equals("getProvider") && arguments[0] == EmailSenderProvider.class;
    }

    private static Object call(KeycloakSession session, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(session, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public void validate(Map<String, String> config) {}

    @Override
    public void close() {}
}
