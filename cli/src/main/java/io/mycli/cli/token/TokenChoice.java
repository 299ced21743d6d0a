package io.mycli.cli.token;

import io.mycli.cli.CliException;
import io.mycli.cli.Secrets;
import io.mycli.cli.terminal.Printable;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which token a person means. What they do next cannot be undone, so whatever could be two is refused, and a beginning
 * is never taken for the whole.
 */
public final class TokenChoice {

    private final List<ApiToken> tokens;
    private final Instant now;

    public TokenChoice(List<ApiToken> tokens, Instant now) {
        this.tokens = tokens;
        this.now = now;
    }

    /** The one token with this id or name. */
    public ApiToken of(String idOrName) {
        requireNoSecret(idOrName);
        List<ApiToken> exact =
                matching(token -> token.id().equals(idOrName) || token.name().equals(idOrName));
        List<ApiToken> found = exact.isEmpty() ? lookingLike(idOrName) : exact;
        List<ApiToken> live = found.size() > 1 && found.stream().allMatch(token -> isNamed(token, idOrName))
                ? found.stream().filter(token -> !token.isExpired(now)).toList()
                : found;
        if (live.size() == 1) {
            return live.get(0);
        }
        throw found.isEmpty() ? unknown(idOrName) : ambiguous(idOrName, found);
    }

    /** A secret on a command line is in the shell's history. That is said, and the secret not repeated. */
    public static void requireNoSecret(String text) {
        if (Secrets.isSecret(text)) {
            throw CliException.usage(
                    "This is the secret of a token, and a command line is no place for it: it is in your shell's history now.",
                    "Revoke that token by its name: my cli token list shows prefixes.");
        }
    }

    /** An expired token may have the same name as a live one, and then it is the live one that is meant. */
    private static boolean isNamed(ApiToken token, String name) {
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
                "More than one token fits \"" + Printable.line(idOrName) + "\": "
                        + found.stream()
                                .map(token -> token.shown() + " with id " + Printable.line(token.id()))
                                .collect(Collectors.joining(", "))
                        + ".",
                "Name one by its id, or by a name exactly.");
    }

    private CliException unknown(String idOrName) {
        String begun = idOrName.endsWith("...") ? idOrName.substring(0, idOrName.length() - 3) : idOrName;
        List<String> meant = begun.isEmpty()
                ? List.of()
                : matching(token -> Stream.of(token.name(), token.id(), token.prefix())
                                .anyMatch(text -> text.startsWith(begun)))
                        .stream()
                        .limit(3)
                        .map(ApiToken::shown)
                        .toList();
        return new CliException(
                "You have no token with the id or name \"" + Printable.line(idOrName) + "\".",
                meant.isEmpty()
                        ? "Your tokens: my cli token list"
                        : "Did you mean " + String.join(" or ", meant) + "? Give the whole name or id.");
    }
}
