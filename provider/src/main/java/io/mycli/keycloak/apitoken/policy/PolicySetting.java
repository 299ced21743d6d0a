package io.mycli.keycloak.apitoken.policy;

import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.secret.SecretFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.RealmModel;

/**
 * A setting of a realm's policy: its realm attribute, its member in JSON, its type and its default. {@link
 * ApiTokenPolicy} gives it a meaning.
 *
 * @param <T> the type of its values
 */
public final class PolicySetting<T> {

    /** All settings, in the order of the constants, which is the order of the members in JSON. */
    private static final List<PolicySetting<?>> all = new ArrayList<>();

    /** Whether API tokens are enabled. */
    static final PolicySetting<Boolean> ENABLED = setting("enabled", SettingType.FLAG, false);

    /** The limit of live tokens per owner. */
    static final PolicySetting<Integer> MAX_PER_USER = setting("max-per-user", SettingType.NUMBER, 10);

    /** The lifetime of a token whose request names none; null for no expiry. */
    static final PolicySetting<Lifetime> DEFAULT_LIFETIME = setting("default-lifetime", SettingType.LIFETIME, null);

    /** The maximum lifetime; null for none. */
    static final PolicySetting<Lifetime> MAX_LIFETIME = setting("max-lifetime", SettingType.LIFETIME, null);

    /** Whether every token must expire. */
    static final PolicySetting<Boolean> REQUIRE_EXPIRY = setting("require-expiry", SettingType.FLAG, false);

    /** The clients whose JWTs may manage tokens; empty for the default ones. */
    static final PolicySetting<Set<String>> CLIENTS =
            list("clients", "name clients of this realm, not ", PolicySetting::hasClient);

    /** The profiles to choose from; empty for any. */
    static final PolicySetting<Set<String>> PROFILES =
            list("profiles", "send slugs such as team-a, not ", (realm, profile) -> ApiTokenPolicy.isProfile(profile));

    /** The maximum age of a login that may create a token; 0 for any age. */
    static final PolicySetting<Integer> RECENT_LOGIN_SECONDS =
            setting("recent-login-seconds", SettingType.NUMBER_OR_NONE, 0);

    /** The days without use after which a token is inactive; 0 for no limit. */
    static final PolicySetting<Integer> INACTIVITY_DAYS = setting("inactivity-days", SettingType.NUMBER_OR_NONE, 0);

    /** Whether anybody may revoke tokens by reporting their secrets. */
    static final PolicySetting<Boolean> LEAK_REPORTS = setting("leak-reports", SettingType.FLAG, false);

    /** Whether "sign out everywhere" makes the tokens issued before inactive. */
    static final PolicySetting<Boolean> END_ON_LOGOUT_ALL = setting("end-on-logout-all", SettingType.FLAG, false);

    /** Whether a token may have all roles of its owner. */
    static final PolicySetting<Boolean> FULL_ACCESS = setting("full-access", SettingType.FLAG, true);

    /** The optional client scopes to choose from; empty for all but those that Keycloak creates in each realm. */
    static final PolicySetting<Set<String>> SCOPES =
            list("scopes", "name client scopes of this realm, not ", PolicySetting::hasClientScope);

    private static final Map<MailKind, PolicySetting<Boolean>> mails = mails();

    private final String attribute;
    private final String member;
    private final SettingType<T> type;
    private final @Nullable T defaultValue;
    private final String adviceOnItems;
    private final BiPredicate<RealmModel, String> itemCheck;

    PolicySetting(String name, SettingType<T> type, @Nullable T defaultValue) {
        this(name, type, defaultValue, "", (realm, item) -> true);
    }

    private PolicySetting(
            String name,
            SettingType<T> type,
            @Nullable T defaultValue,
            String adviceOnItems,
            BiPredicate<RealmModel, String> itemCheck) {
        this.attribute = ApiTokenPolicy.PREFIX + name;
        this.member = camelCase(name);
        this.type = type;
        this.defaultValue = defaultValue;
        this.adviceOnItems = adviceOnItems;
        this.itemCheck = itemCheck;
    }

    private static <T> PolicySetting<T> setting(String name, SettingType<T> type, @Nullable T defaultValue) {
        return listed(new PolicySetting<>(name, type, defaultValue));
    }

    private static PolicySetting<Set<String>> list(
            String name, String advice, BiPredicate<RealmModel, String> itemCheck) {
        return listed(new PolicySetting<>(name, SettingType.LIST, Set.of(), advice, itemCheck));
    }

    private static Map<MailKind, PolicySetting<Boolean>> mails() {
        Map<MailKind, PolicySetting<Boolean>> settings = new EnumMap<>(MailKind.class);
        for (MailKind kind : MailKind.values()) {
            settings.put(kind, setting(kind.attribute(), SettingType.FLAG, true));
        }
        return settings;
    }

    private static <T> PolicySetting<T> listed(PolicySetting<T> setting) {
        all.add(setting);
        return setting;
    }

    /** PostgreSQL fails on the character U+0000, which no client id of it has. */
    private static boolean hasClient(RealmModel realm, String clientId) {
        return clientId.indexOf('\0') < 0 && realm.getClientByClientId(clientId) != null;
    }

    private static boolean hasClientScope(RealmModel realm, String name) {
        return realm.getClientScopesStream().anyMatch(scope -> scope.getName().equals(name));
    }

    private static String camelCase(String name) {
        return Pattern.compile("-(.)")
                .matcher(name)
                .replaceAll(hyphenated -> hyphenated.group(1).toUpperCase(Locale.ROOT));
    }

    /** Returns the setting that says whether owners receive this mail. */
    static PolicySetting<Boolean> mail(MailKind kind) {
        return Objects.requireNonNull(mails.get(kind));
    }

    /** Returns all settings, in the order of their members. */
    public static List<PolicySetting<?>> all() {
        return Collections.unmodifiableList(all);
    }

    /** Returns the name of the realm attribute. */
    public String attribute() {
        return attribute;
    }

    /**
     * Returns the name of the member in JSON: {@code maxLifetime} for the attribute {@code api-tokens.max-lifetime}.
     */
    public String member() {
        return member;
    }

    /** Returns the class of its value in JSON. */
    public Class<?> jsonType() {
        return type.jsonType();
    }

    /** Returns whether its default is null in JSON. */
    public boolean isNullable() {
        return toJson(defaultValue) == null;
    }

    /** Returns the default; null if there is no default. */
    @Nullable
    T defaultValue() {
        return defaultValue;
    }

    /** Reads the text of an attribute, which is not blank; empty if the text is invalid. */
    Optional<T> parse(String text) {
        return type.parser().apply(text);
    }

    /** Returns the end of the sentence about an attribute that cannot be read. */
    String problem() {
        return type.problem();
    }

    /** Returns the JSON of a value; may be null. */
    @Nullable
    Object toJson(@Nullable T value) {
        return type.toJson().apply(value);
    }

    /**
     * Reads a value of {@link #jsonType}.
     *
     * @param json null for the default
     * @throws ApiTokenException INVALID_POLICY
     */
    @Nullable
    T fromJson(@Nullable Object json, RealmModel realm, SecretFormat secretFormat) {
        if (json == null) {
            return defaultValue;
        }
        if (json instanceof Collection<?> items) {
            items.forEach(item -> requireValid((String) item, realm, secretFormat));
        }
        return parse(text(json)).orElseThrow(() -> invalid(type.advice()));
    }

    /** Returns the text that an attribute has for a value. */
    static String text(Object value) {
        return value instanceof Collection<?> items
                ? items.stream().map(String.class::cast).collect(Collectors.joining(" "))
                : value.toString();
    }

    /** Checks an item of a list. It must be one word, because blanks and commas separate the items in the attribute. */
    private void requireValid(String item, RealmModel realm, SecretFormat secretFormat) {
        if (item.isEmpty() || item.matches(".*[,\\s].*") || !itemCheck.test(realm, item)) {
            throw invalid(adviceOnItems + "'" + (secretFormat.isIn(item) ? "an API token" : item) + "'");
        }
    }

    /** Returns the rejection of the member. */
    ApiTokenException invalid(String advice) {
        return new ApiTokenException(ErrorCode.INVALID_POLICY, member + ": " + advice + ".", member);
    }
}
