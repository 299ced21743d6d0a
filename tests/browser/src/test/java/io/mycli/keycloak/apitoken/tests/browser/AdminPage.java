package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitUntilState;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** An administrator at the page for administrators. */
final class AdminPage extends BrowserPage {

    private final TestRealm realm;
    private final List<String> complaints = new ArrayList<>();

    private AdminPage(TestRealm realm, Browser.NewContextOptions options) {
        super(KeycloakServer.get().baseUrl(), options);
        this.realm = realm;
        page().onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
    }

    /** A user of the realm, in English, on a desk. */
    static AdminPage of(TestRealm realm, String username) {
        return of(realm, username, new Browser.NewContextOptions());
    }

    static AdminPage of(TestRealm realm, String username, Browser.NewContextOptions options) {
        return loggedIn(realm, username, options).at("");
    }

    /** A user of the realm at one of the views, by the address that it has. */
    static AdminPage of(TestRealm realm, String username, String view) {
        return of(realm, username, view, new Browser.NewContextOptions());
    }

    static AdminPage of(TestRealm realm, String username, String view, Browser.NewContextOptions options) {
        return loggedIn(realm, username, options).at("#" + view);
    }

    private static AdminPage loggedIn(TestRealm realm, String username, Browser.NewContextOptions options) {
        AdminPage visit = new AdminPage(realm, options);
        visit.context().addCookies(LoginCookies.of(realm.name(), username));
        return visit;
    }

    /** The administrator of all realms. */
    static AdminPage ofMaster(TestRealm realm) {
        AdminPage visit = new AdminPage(realm, new Browser.NewContextOptions());
        visit.context().addCookies(LoginCookies.of("master", KeycloakServer.ADMIN));
        return visit.at("");
    }

    /** Nobody yet. */
    static AdminPage ofStranger(TestRealm realm) {
        return new AdminPage(realm, new Browser.NewContextOptions()).at("");
    }

    private AdminPage at(String fragment) {
        page().navigate(url() + fragment);
        return this;
    }

    /** At the login of the admin console, on any page of the browser. */
    static void signIn(Page page, String username, String password) {
        page.locator("#username").fill(username);
        page.locator("#password").fill(password);
        page.locator("[name=login]").click();
        page.waitForURL(
                Pattern.compile(".*/console/.*"), new Page.WaitForURLOptions().setWaitUntil(WaitUntilState.COMMIT));
    }

    static String path(TestRealm realm) {
        return "/realms/" + realm.name() + "/api-tokens-admin/";
    }

    String url() {
        return KeycloakServer.get().baseUrl() + path(realm);
    }

    /** Goes to one of the views without loading the page, and waits for its tab; within a view the caller waits. */
    AdminPage goTo(String view) {
        at("#" + view);
        page().locator(".pf-m-current a[href='#%s']".formatted(view.replaceFirst("\\?.*", "")))
                .waitFor();
        return this;
    }

    /** Goes to one of the views, loaded anew. */
    AdminPage open(String view) {
        at("#" + view).page().reload();
        return this;
    }

    Locator heading() {
        return page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("API tokens of " + realm.name()));
    }

    Locator text(String text) {
        return page().getByText(text);
    }

    /** Wrong, said so, and where one goes on. */
    static void requireMarked(Locator field, String description) {
        assertThat(field).hasAttribute("aria-invalid", "true");
        assertThat(field).hasAccessibleDescription(description);
        assertThat(field).isFocused();
    }

    /** On the page or in the dialog. */
    Locator input(String label) {
        return page().getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /** Nothing that the page is made of was stopped by its own policy. */
    @Override
    public void close() {
        super.close();
        org.assertj.core.api.Assertions.assertThat(complaints).isEmpty();
    }
}
