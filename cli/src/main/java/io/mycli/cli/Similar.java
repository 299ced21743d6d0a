package io.mycli.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The words that a mistyped one may stand for. */
public final class Similar {

    private static final int MAX_WORDS = 3;
    private static final int MAX_LENGTH = 100;

    private Similar() {}

    /** Returns up to three candidates that the word begins, or a few mistakes turn into it, the closest first. */
    public static List<String> to(String word, Collection<String> candidates) {
        String typed = word.toLowerCase(Locale.ROOT);
        if (typed.isEmpty() || typed.length() > MAX_LENGTH) {
            return List.of();
        }
        return candidates.stream()
                .distinct()
                .map(candidate -> Candidate.of(candidate, typed))
                .filter(candidate -> candidate.mistakes() <= tolerated(typed, candidate.word()))
                .sorted(Comparator.comparingInt(Candidate::mistakes))
                .limit(MAX_WORDS)
                .map(Candidate::word)
                .toList();
    }

    private record Candidate(String word, int mistakes) {

        private static Candidate of(String word, String typed) {
            String candidate = word.toLowerCase(Locale.ROOT);
            return new Candidate(
                    word, typed.length() > 1 && candidate.startsWith(typed) ? 0 : Similar.mistakes(typed, candidate));
        }
    }

    /** Returns a third of the shorter word, so that words of two letters are similar only if they are equal. */
    private static int tolerated(String typed, String candidate) {
        return Math.min(typed.length(), candidate.length()) / 3;
    }

    /** Counts letters that are wrong, missing, too many, or exchanged with the next (optimal string alignment). */
    private static int mistakes(String a, String b) {
        int[][] counts = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                counts[i][j] = i == 0 ? j : j == 0 ? i : mistakes(a, b, i, j, counts);
            }
        }
        return counts[a.length()][b.length()];
    }

    private static int mistakes(String a, String b, int i, int j, int[][] counts) {
        int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int fewest = Math.min(counts[i - 1][j - 1] + changed, 1 + Math.min(counts[i - 1][j], counts[i][j - 1]));
        boolean exchanged = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return exchanged ? Math.min(fewest, counts[i - 2][j - 2] + 1) : fewest;
    }
}
