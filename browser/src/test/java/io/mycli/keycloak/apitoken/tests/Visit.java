package io.mycli.keycloak.apitoken.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.mycli.keycloak.apitoken.tests.server.KeycloakServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** A person at the account console: a browser with a profile of its own, in which all origins are noted. */
final class Visit implements AutoCloseable {

    private final String baseUrl;
    private final TestRealm realm;
    private final BrowserContext context;
    private final Page page;
    private final Set<String> origins = ConcurrentHashMap.newKeySet();

    private Visit(String baseUrl, TestRealm realm, BrowserContext context) {
        this.baseUrl = baseUrl;
        this.realm = realm;
        this.context = context;
        context.setDefaultTimeout(15_000);
        context.onRequest(request -> origins.add(request.url().replaceFirst("^(\\w+://[^/]*|data:).*", "$1")));
        this.page = context.newPage();
    }

    /** Alice's, logged in and on the page, in English, on a desk. */
    static Visit of(TestRealm realm) {
        return with(realm, new Browser.NewContextOptions()).logIn();
    }

    /** On the login page that leads to the page. */
    static Visit with(TestRealm realm, Browser.NewContextOptions options) {
        return through(KeycloakServer.get().baseUrl(), realm, options);
    }

    /** The same where the server has another address. */
    static Visit through(String baseUrl, TestRealm realm, Browser.NewContextOptions options) {
        realm.update(Map.of("accountTheme", "api-tokens"));
        if (options.locale == null) {
            options.setLocale("en-GB");
        }
        options.setTimezoneId("UTC");
        Visit visit = new Visit(baseUrl, realm, Chromium.get().newContext(options));
        visit.page.navigate(visit.url());
        return visit;
    }

    static Browser.NewContextOptions dark() {
        return new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK);
    }

    static Browser.NewContextOptions phone() {
        return new Browser.NewContextOptions().setViewportSize(320, 700).setHasTouch(true);
    }

    String url() {
        return baseUrl + "/realms/" + realm.name() + "/account/content/api-tokens";
    }

    /** Fills in Keycloak's login form, and waits for the page. */
    Visit logIn() {
        fillInLogin();
        awaitPage();
        return this;
    }

    /** Where Keycloak knows who it is, it asks for the password alone. */
    void fillInLogin() {
        assertThat(page.locator("#password")).isVisible();
        if (page.locator("#username").isVisible()) {
            page.locator("#username").fill("alice");
        }
        page.locator("#password").fill("alice");
        page.locator("[name=login]").click();
    }

    void awaitPage() {
        assertThat(heading()).isVisible();
    }

    Locator heading() {
        return page.getByTestId("page-heading").filter(new Locator.FilterOptions().setHasText("API"));
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    /** In the dialog that is open; the label of one that is required ends with a star. */
    Locator field(String label) {
        return dialog().getByLabel(Pattern.compile("^" + label + "\\s*\\*?$"));
    }

    Locator row(String name) {
        return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(name));
    }

    /** In the dialog that is open; of the two that close it, the one below. */
    void press(String button) {
        dialog().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .last()
                .click();
    }

    /** Creates a token with nothing but a name, and gives its secret, which is on screen then. */
    String create(String name) {
        button("Create token").click();
        field("Name").fill(name);
        press("Create token");
        return shownSecret();
    }

    String shownSecret() {
        Locator field = page.locator("#api-tokens-secret");
        assertThat(field).isVisible();
        return Secrets.minted(field.inputValue());
    }

    /** Looks at what is on screen: kept as a picture, and searched for what hinders people (WCAG, by axe). */
    void look(String name) {
        picture(name);
        assertThat(new AxeBuilder(page)
                        .include(List.of("main, .pf-v5-c-backdrop"))
                        .analyze()
                        .getViolations())
                .as("violations that axe finds in " + name)
                .isEmpty();
    }

    void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(System.getProperty("browser.screenshots"), KeycloakServer.version(), name + ".png")));
    }

    /** Nothing was asked of anybody but Keycloak. */
    @Override
    public void close() {
        context.close();
        assertThat(origins).isSubsetOf(baseUrl, "data:");
    }
}
