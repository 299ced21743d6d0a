package io.mycli.keycloak.apitoken.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** A person at a page: a browser with a profile of its own, in which all origins are noted. */
class BrowserPage implements AutoCloseable {

    private final String baseUrl;
    private final BrowserContext context;
    private final Page page;
    private final Set<String> origins = ConcurrentHashMap.newKeySet();

    /** In English where the options name no language. */
    BrowserPage(String baseUrl, Browser.NewContextOptions options) {
        if (options.locale == null) {
            options.setLocale("en-GB");
        }
        options.setTimezoneId("UTC");
        this.baseUrl = baseUrl;
        this.context = Chromium.get().newContext(options);
        context.setDefaultTimeout(Chromium.PATIENCE);
        context.onRequest(request -> origins.add(request.url().replaceFirst("^(\\w+://[^/]*|data:).*", "$1")));
        this.page = context.newPage();
    }

    static Browser.NewContextOptions dark() {
        return new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK);
    }

    static Browser.NewContextOptions phone() {
        return new Browser.NewContextOptions().setViewportSize(320, 700).setHasTouch(true);
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

    /** Goes there by the Tab key. */
    void tabTo(Locator wanted) {
        for (int steps = 0; steps < 60; steps++) {
            page.keyboard().press("Tab");
            if (Boolean.TRUE.equals(wanted.evaluate("wanted => wanted === document.activeElement"))) {
                return;
            }
        }
        PlaywrightAssertions.assertThat(wanted).isFocused();
    }

    /** Holds the requests of a method to an address, until they are let go. */
    List<Route> hold(String method, String url) {
        List<Route> held = new CopyOnWriteArrayList<>();
        page.route(url, route -> {
            if (route.request().method().equals(method)) {
                held.add(route);
            } else {
                route.fallback();
            }
        });
        return held;
    }

    void letGo(String url, List<Route> held) {
        page.unroute(url);
        held.forEach(Route::resume);
    }

    /**
     * Looks at what is on screen: kept as a picture, and searched for what hinders people (WCAG, by axe) where the leg
     * of the tests wants that.
     */
    void look(String name) {
        picture(name);
        if (!Boolean.getBoolean("browser.axe")) {
            return;
        }
        assertThat(violations()).as("violations that axe finds in " + name).isEmpty();
    }

    /** Returns the violations in the main parts. They have no frames, so axe needs no second page for its result. */
    private List<Rule> violations() {
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return new AxeBuilder(page)
                .include(List.of("main, .admin-masthead, .pf-v5-c-backdrop"))
                .options(options)
                .setLegacyMode(true)
                .analyze()
                .getViolations();
    }

    /** Requires that nothing scrolls sideways, neither the window nor what fills it. */
    void requireFit() {
        assertThat(page.evaluate(
                        "Math.max(...['html', 'main', '.pf-v5-c-modal-box__body', '.pf-v5-c-modal-box__footer', '.api-tokens-choices']"
                                + ".flatMap(part => [...document.querySelectorAll(part)])"
                                + ".map(part => part.scrollWidth - part.clientWidth))"))
                .isEqualTo(0);
    }

    void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of(System.getProperty("browser.screenshots"), KeycloakServer.version(), name + ".png")));
    }

    /** Nothing was asked of anybody but Keycloak. */
    @Override
    public void close() {
        context.close();
        assertThat(origins).isSubsetOf(baseUrl, "data:");
    }
}
