package io.mycli.cli.token;

import io.mycli.cli.CliException;
import io.mycli.cli.Secrets;
import io.mycli.cli.Similar;
import io.mycli.cli.terminal.Printable;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The choice of one token by id or name. An ambiguous name is rejected, and a prefix never matches, because what follows
 * cannot be undone.
 */
public final class TokenChoice {

    private static final int MAX_SUGGESTIONS = 3;

    private final List<ApiToken> tokens;
    private final Instant now;

    public TokenChoice(List<ApiToken> tokens, Instant now) {
        this.tokens = tokens;
        this.now = now;
    }

    /**
     * Returns the token with an id or name.
     *
     * @throws CliException if none or several match
     */
    public ApiToken of(String idOrName) {
        requireNoSecret(idOrName);
        List<ApiToken> exact =
                matching(token -> token.id().equals(idOrName) || token.name().equals(idOrName));
        List<ApiToken> found = exact.isEmpty() ? lookingLike(idOrName) : exact;
        List<ApiToken> live = found.size() > 1 && found.stream().allMatch(token -> hasName(token, idOrName))
                ? found.stream().filter(token -> !token.isExpired(now)).toList()
                : found;
        if (live.size() == 1) {
            return live.get(0);
        }
        throw found.isEmpty() ? unknown(idOrName) : ambiguous(idOrName, found);
    }

    /** Rejects a secret, which a command line must not have, without repeating it. */
    public static void requireNoSecret(String text) {
        if (Secrets.isSecret(text)) {
            throw CliException.usage(
                    "The argument is the secret of a token, and is now in your shell's history.",
                    "Revoke that token by its name. List names and prefixes: my cli token list");
        }
    }

    /** An expired token may have the name of a live one, which then takes precedence. */
    private static boolean hasName(ApiToken token, String name) {
        return token.name().equals(name);
    }

    private List<ApiToken> lookingLike(String name) {
        String folded = FoldedName.of(name);
        return matching(token -> FoldedName.of(token.name()).equals(folded));
    }

    private List<ApiToken> matching(Predicate<ApiToken> condition) {
        return tokens.stream().filter(condition).toList();
    }

    private static CliException ambiguous(String idOrName, List<ApiToken> found) {
        return new CliException(
                "More than one token matches \"" + Printable.line(idOrName) + "\": "
                        + found.stream()
                                .map(token -> token.shown() + " with id " + Printable.line(token.id()))
                                .collect(Collectors.joining(", "))
                        + ".",
                "Use the id, or the exact name.");
    }

    private List<ApiToken> similar(String name) {
        return Similar.to(name, tokens.stream().map(ApiToken::name).toList()).stream()
                .flatMap(similar -> matching(token -> token.name().equals(similar)).stream())
                .toList();
    }

    private CliException unknown(String idOrName) {
        String begun = idOrName.endsWith("...") ? idOrName.substring(0, idOrName.length() - 3) : idOrName;
        List<ApiToken> begin = begun.isEmpty()
                ? List.of()
                : matching(token ->
                        Stream.of(token.name(), token.id(), token.prefix()).anyMatch(text -> text.startsWith(begun)));
        List<String> meant = (begin.isEmpty() ? similar(idOrName) : begin)
                .stream().limit(MAX_SUGGESTIONS).map(ApiToken::shown).toList();
        return new CliException(
                "You have no token with the id or name \"" + Printable.line(idOrName) + "\".",
                meant.isEmpty()
                        ? "List your tokens: my cli token list"
                        : "Did you mean " + String.join(" or ", meant) + "? Use the whole name or id.");
    }
}
