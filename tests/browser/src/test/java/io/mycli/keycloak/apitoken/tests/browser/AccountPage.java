package io.mycli.keycloak.apitoken.tests.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.util.Map;

/** A person at the account console. */
final class AccountPage extends BrowserPage {

    private final String baseUrl;
    private final TestRealm realm;

    private AccountPage(String baseUrl, TestRealm realm, Browser.NewContextOptions options) {
        super(baseUrl, options);
        this.baseUrl = baseUrl;
        this.realm = realm;
    }

    /** Alice's, logged in and on the page, in English, on a desk. */
    static AccountPage of(TestRealm realm) {
        return of(realm, new Browser.NewContextOptions());
    }

    /** Alice's, logged in and on the page, in another language or of another size. */
    static AccountPage of(TestRealm realm, Browser.NewContextOptions options) {
        realm.update(Map.of("accountTheme", "api-tokens"));
        AccountPage visit = new AccountPage(KeycloakServer.get().baseUrl(), realm, options);
        visit.context().addCookies(LoginCookies.of(realm.name(), "alice"));
        visit.page().navigate(visit.url());
        visit.awaitPage();
        return visit;
    }

    /** On the login page that leads to the page. */
    static AccountPage with(TestRealm realm, Browser.NewContextOptions options) {
        return through(KeycloakServer.get().baseUrl(), realm, options);
    }

    /** The same where the server has another address. */
    static AccountPage through(String baseUrl, TestRealm realm, Browser.NewContextOptions options) {
        realm.update(Map.of("accountTheme", "api-tokens"));
        AccountPage visit = new AccountPage(baseUrl, realm, options);
        visit.page().navigate(visit.url());
        return visit;
    }

    String url() {
        return baseUrl + "/realms/" + realm.name() + "/account/content/api-tokens";
    }

    /** Fills in Keycloak's login form, and waits for the page. */
    AccountPage logIn() {
        fillInLogin();
        awaitPage();
        return this;
    }

    void fillInLogin() {
        fillInLogin("alice");
    }

    /** Where Keycloak knows who it is, it asks for the password alone. */
    void fillInLogin(String username) {
        page().locator("#password").waitFor();
        if (page().locator("#username").isVisible()) {
            page().locator("#username").fill(username);
        }
        page().locator("#password").fill(username);
        page().locator("[name=login]").click();
    }

    /** Asks more often than an assertion, which waits for a second between its last attempts. */
    void awaitPage() {
        heading().waitFor();
    }

    /** To the details of a token, which have an address of their own. */
    Locator details(String name) {
        return page().locator("main")
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Opens the details of a token, and waits for them, because the list has buttons with the same names. */
    void openDetails(String name) {
        details(name).click();
        title().filter(new Locator.FilterOptions().setHasText(name)).waitFor();
    }

    Locator heading() {
        return page().getByTestId("page-heading").filter(new Locator.FilterOptions().setHasText("API"));
    }

    /** Of the page that is shown: the list, or the details of a token. */
    Locator title() {
        return page().getByTestId("page-heading");
    }

    /** Creates a token with nothing but a name, and gives its secret, which is on screen then. */
    String create(String name) {
        button("Create token").click();
        field("Name").fill(name);
        press("Create token");
        return shownSecret();
    }

    String shownSecret() {
        Locator field = page().locator("#api-tokens-secret");
        field.waitFor();
        return Secrets.issued(field.inputValue());
    }
}
